namespace Paragon.Algorithms;

/// <summary>
/// Advantages relative to the other completions of the prompt, as TRL computes them. Standard deviations are unbiased. A
/// completion that no reward function could score is left out of mean and deviation and has advantage 0, and so has one
/// whose group has fewer than two that are scored.
/// </summary>
[FormulaLibrary]
public static partial class GroupAdvantage
{
    /// <summary>Added to the standard deviation.</summary>
    internal const double Epsilon = 1e-4;

    /// <summary>Reward less the group's mean (Dr. GRPO).</summary>
    public static Real Centred(Completion y) => IsComparable(y) ? y.Reward - Mean(y) : 0;

    /// <summary>Reward less the group's mean, over the group's standard deviation (GRPO).</summary>
    public static Real Standardized(Completion y) =>
        IsComparable(y) ? (y.Reward - Mean(y)) / (y.Group.Completions.Where(s => s.IsScored).SampleStd(s => s.Reward) + Epsilon) : 0;

    /// <summary>Reward less the group's mean, over the standard deviation of the whole batch.</summary>
    public static Real StandardizedByBatch(Completion y) =>
        IsComparable(y) ? (y.Reward - Mean(y)) / (y.Batch.Completions.Where(s => s.IsScored).SampleStd(s => s.Reward) + Epsilon) : 0;

    private static Real Mean(Completion y) => y.Group.Completions.Where(s => s.IsScored).Mean(s => s.Reward);

    private static bool IsComparable(Completion y) => y.IsScored && y.Group.Completions.Where(s => s.IsScored).Count() >= 2;
}
