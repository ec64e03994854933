namespace Paragon.Algorithms;

/// <summary>
/// Dynamic sampling (DAPO, Yu et al. 2025, eq. 11): a prompt is kept where its completions' rewards are not all equal, or
/// where it has one completion only; otherwise another is sampled. Column <c>keep</c> of the completions.
/// </summary>
/// <remarks>The group-relative advantages of a prompt that is dropped are all 0.</remarks>
[Objective("dynamic-sampling", Source = "Yu et al. 2025, arXiv:2503.14476, eq. 11")]
public sealed partial record DynamicSampling
{
    [Reward(Into = "keep")]
    private Real Keep(Completion y) => OutcomeAdvantage.IsAlone(y) || IsMixed(y.Group) ? 1 : 0;

    private static bool IsMixed(Group g) => g.Completions.Max(y => y.Reward) > g.Completions.Min(y => y.Reward);
}
