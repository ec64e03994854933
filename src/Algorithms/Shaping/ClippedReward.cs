using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The score held within one deviation of the mean of all scores so far (PAR 2025, "clip"): bounded at any time, but the bounds follow the policy upward.</summary>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The published comparison: over all states its bounds have no bound.")]
[SuppressMessage("Paragon.RewardDesign", "PAR002", Justification = "The published comparison: what was seen before does not move with the scores of this batch.")]
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "The published comparison: a straight line with two kinks.")]
[Objective("clip-reward", Source = "PAR 2025, shapings compared")]
public sealed partial record ClippedReward
{
    [Reward]
    private static Real Shaped(Completion y)
    {
        Real mean = SeenScores.Mean(y);
        Real std = SeenScores.PopulationStd(y);
        return Clamp(y.Score, mean - std, mean + std);
    }
}
