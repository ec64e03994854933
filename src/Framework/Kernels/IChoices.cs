using System.Runtime.CompilerServices;

namespace Paragon.Kernels;

/// <summary>How choices between options fell, as a type: the runtime compiles a loop for them, and of what was not chosen nothing is left in it.</summary>
public interface IChoices
{
    /// <summary>Whether a condition holds.</summary>
    /// <param name="index">Place of the condition.</param>
    static abstract bool Holds(int index);
}

/// <summary>No conditions.</summary>
public readonly struct NoChoices : IChoices
{
    /// <inheritdoc/>
    public static bool Holds(int index) => throw new ArgumentOutOfRangeException(nameof(index));
}

/// <summary>A condition that holds, and others behind it.</summary>
/// <typeparam name="TOthers">The others.</typeparam>
public readonly struct Yes<TOthers> : IChoices
    where TOthers : IChoices
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Holds(int index) => index == 0 || TOthers.Holds(index - 1);
}

/// <summary>A condition that does not hold, and others behind it.</summary>
/// <typeparam name="TOthers">The others.</typeparam>
public readonly struct No<TOthers> : IChoices
    where TOthers : IChoices
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Holds(int index) => index != 0 && TOthers.Holds(index - 1);
}
