using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The score less the mean score of the reference answers (PAR 2025, "centered"): centred, but a straight line.</summary>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The published comparison: without a bound the policy is paid for every further unit of proxy score.")]
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "The published comparison: a straight line does not slow down.")]
[Objective("centred-reward", Source = "PAR 2025, shapings compared")]
public sealed partial record CentredReward
{
    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => y.Score - r.Score);
}
