using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The score's place between the smallest and the largest so far (PAR 2025, "minmax"), in [0, 1].</summary>
/// <remarks>INFERRED: where all scores are equal the reward is 0; the paper's code divides by zero.</remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR002", Justification = "The published comparison: what was seen before does not move with the scores of this batch.")]
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "The published comparison: a straight line does not slow down.")]
[Objective("minmax", Source = "PAR 2025, shapings compared")]
public sealed partial record MinMax
{
    [Reward]
    private static Real Shaped(Completion y)
    {
        Real low = SeenScores.Low(y);
        Real high = SeenScores.High(y);
        return high == low ? 0 : (y.Score - low) / (high - low);
    }
}
