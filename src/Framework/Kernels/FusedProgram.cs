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

/// <summary>A kernel for each type of the columns of the finest level.</summary>
/// <param name="Single">For float32.</param>
/// <param name="Double">For float64.</param>
public sealed record FusedKernel(Action<IObjective, FusedBatch<float>> Single, Action<IObjective, FusedBatch<double>> Double);
