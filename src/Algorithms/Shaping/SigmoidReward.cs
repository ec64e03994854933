using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The sigmoid of the score (PAR 2025, "sigmoid"): bounded, but around the reward model's arbitrary origin.</summary>
[SuppressMessage("Paragon.RewardDesign", "PAR002", Justification = "The published comparison: what the reference answers get is not subtracted.")]
[Objective("sigmoid-reward", Source = "PAR 2025, shapings compared")]
public sealed partial record SigmoidReward
{
    /// <summary>k: slope of the sigmoid, per unit of score.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Steepness { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) => Sigmoid(Steepness * y.Score);
}
