using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The score standardised by mean and deviation of all scores so far (PAR 2025, "meanstd"): it follows the policy upward.</summary>
/// <remarks>This batch counts before it is used; a deviation of 0 divides by 1.</remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The published comparison: a straight line in the score.")]
[SuppressMessage("Paragon.RewardDesign", "PAR002", Justification = "The published comparison: what was seen before does not move with the scores of this batch.")]
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "The published comparison: a straight line does not slow down.")]
[Objective("meanstd", Source = "PAR 2025, shapings compared")]
public sealed partial record MeanStd
{
    [Reward]
    private static Real Shaped(Completion y)
    {
        Real std = SeenScores.PopulationStd(y);
        return (y.Score - SeenScores.Mean(y)) / (std == 0 ? 1 : std);
    }
}
