using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The hyperbolic tangent of the score (PAR 2025, "tanh"): bounded, but around the reward model's arbitrary origin.</summary>
[SuppressMessage("Paragon.RewardDesign", "PAR002", Justification = "The published comparison: what the reference answers get is not subtracted.")]
[Objective("tanh-reward", Source = "PAR 2025, shapings compared")]
public sealed partial record TanhReward
{
    [Reward]
    private static Real Shaped(Completion y) => Tanh(y.Score);
}
