using System.Numerics;

namespace Paragon.Kernels;

/// <summary>The kernels of an objective. Made by the generator.</summary>
public sealed class FusedProgram
{
    /// <summary>Kernels of rewards and advantages, by the name of the stage.</summary>
    public IReadOnlyDictionary<string, FusedKernel> Stages { get; init; } = new Dictionary<string, FusedKernel>();

    /// <summary>Number of sums over the whole batch that the losses and metrics take as known.</summary>
    public int StatisticCount { get; init; }

    /// <summary>Kernels of these sums, in rounds: each needs those of the rounds before.</summary>
    public IReadOnlyList<FusedKernel> Statistics { get; init; } = [];

    /// <summary>The kernel of all losses, metrics and derivatives; null where there are none, or for the reason given.</summary>
    public FusedKernel? Losses { get; init; }

    /// <summary>Why there is no kernel of the losses, or null.</summary>
    public string? Reason { get; init; }
}

/// <summary>A kernel: one text, which the runtime compiles for the numbers and vectors that it is run with. Made by the generator.</summary>
public abstract class FusedKernel
{
    /// <summary>Runs the kernel.</summary>
    /// <typeparam name="T">What the columns of the finest level hold.</typeparam>
    /// <typeparam name="TLanes">Vectors of them.</typeparam>
    /// <typeparam name="TDoubles">Vectors of what all other columns hold.</typeparam>
    /// <param name="objective">The objective, for its options.</param>
    /// <param name="batch">What it reads, and where its results go.</param>
    public abstract void Run<T, TLanes, TDoubles>(IObjective objective, FusedBatch<T> batch)
        where T : unmanaged, INumber<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
        where TDoubles : unmanaged, ILanes<TDoubles, double>;

    /// <summary>Runs the kernel on the vectors that the processor has.</summary>
    internal void Run<T>(IObjective objective, FusedBatch<T> batch)
        where T : unmanaged, INumber<T>
    {
        if (batch.VectorBits == 512)
        {
            Run<T, Lanes512<T>, Lanes512<double>>(objective, batch);
        }
        else
        {
            Run<T, Lanes256<T>, Lanes256<double>>(objective, batch);
        }
    }
}
