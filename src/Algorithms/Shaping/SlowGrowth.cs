using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>Slow growth, then fast convergence (PAR 2025, "SgFc"): PAR with its centre moved beyond the references, what the paper shows to learn slowly.</summary>
/// <remarks>The paper's runs use k = 1; its figure draws k = 3.</remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "The published counterexample: the slope at the references is 0.045, and largest 3 units beyond.")]
[Objective("sgfc", Source = "PAR 2025, shapings compared")]
[ReducesTo<Par>(nameof(Shift), 0)]
public sealed partial record SlowGrowth
{
    /// <summary>k: slope of the sigmoid, per unit of score.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Steepness { get; init; } = 1;

    /// <summary>How far beyond a reference the slope is largest, in units of score.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Shift { get; init; } = 3;

    [Reward]
    private Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(Steepness * (y.Score - r.Score - Shift)));
}
