namespace Paragon.Kernels;

/// <summary>A loop of a kernel with all that it reads and writes.</summary>
public interface ILoop
{
    /// <summary>Runs a piece of the loop.</summary>
    /// <typeparam name="TChoices">How the choices fell that the loop is compiled for.</typeparam>
    /// <param name="from">First row.</param>
    /// <param name="to">The row behind the last.</param>
    /// <param name="piece">Number of the piece.</param>
    void Run<TChoices>(int from, int to, int piece)
        where TChoices : IChoices;
}

/// <summary>Loops for the choices that are known when they are to run.</summary>
internal static class Loops
{
    /// <summary>The loop for some choices.</summary>
    public static Action<int, int, int> For<TLoop>(TLoop loop, ReadOnlySpan<bool> choices)
        where TLoop : struct, ILoop => For<TLoop, NoChoices>(loop, choices);

    private static Action<int, int, int> For<TLoop, TChoices>(TLoop loop, ReadOnlySpan<bool> open)
        where TLoop : struct, ILoop
        where TChoices : IChoices =>
        open.IsEmpty ? loop.Run<TChoices> : open[^1] ? For<TLoop, Yes<TChoices>>(loop, open[..^1]) : For<TLoop, No<TChoices>>(loop, open[..^1]);
}
