using static TorchSharp.torch;

namespace Paragon;

/// <summary>The loss of an objective with its symbolic derivative in tensor operations. Made by the generator.</summary>
public sealed class AnalyticProgram
{
    /// <summary>Computes a part of a batch, given the sums over the whole batch of all loss stages, one stage after another; null for the reason given.</summary>
    public Func<IObjective, TensorBatch, double[], AnalyticResult>? Loss { get; init; }

    /// <summary>Why there is none, or null.</summary>
    public string? Reason { get; init; }
}

/// <summary>A part's loss and its derivative.</summary>
/// <param name="Loss">The part's share of the loss: one entry.</param>
/// <param name="Gradient">The derivative by each differentiable column that the loss may read.</param>
public sealed record AnalyticResult(Tensor Loss, IReadOnlyList<AnalyticGradient> Gradient);

/// <summary>The derivative by a column.</summary>
/// <param name="Level">Level of the column.</param>
/// <param name="Column">Name of the column.</param>
/// <param name="Values">One entry for each element of the level.</param>
public sealed record AnalyticGradient(string Level, string Column, Tensor Values);
