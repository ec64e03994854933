namespace Paragon.Algorithms;

/// <summary>
/// Advantages of a whole completion from its total reward, as verl computes them. Standard deviations are unbiased. A
/// prompt with a single completion has no baseline: its advantage is the reward itself.
/// </summary>
[FormulaLibrary]
public static partial class OutcomeAdvantage
{
    /// <summary>Reward less the group's mean.</summary>
    public static Real Centred(Completion y) =>
        IsAlone(y) ? TotalReward.Of(y) : TotalReward.Of(y) - y.Group.Completions.Mean(TotalReward.Of);

    /// <summary>Reward less the group's mean, over the group's standard deviation + 1e-6; alone, over 1 + 1e-6.</summary>
    public static Real Standardized(Completion y) =>
        Centred(y) / ((IsAlone(y) ? 1 : y.Group.Completions.SampleStd(TotalReward.Of)) + 1e-6);

    /// <summary>Reward less the mean of the others (Ahmadian et al. 2024).</summary>
    public static Real LeaveOneOut(Completion y) =>
        IsAlone(y) ? TotalReward.Of(y) : TotalReward.Of(y) - y.Siblings.Mean(TotalReward.Of);

    /// <summary>Whether the prompt has no other completion.</summary>
    public static bool IsAlone(Completion y) => y.Group.Completions.Count() == 1;
}
