namespace Paragon.Algorithms.Tests.Mutants;

/// <summary>
/// The mutants that change nothing, and why: each was read by a person, and the test holds it against random batches
/// under several settings of the options.
/// </summary>
internal static class EquivalentMutants
{
    private const string Any = "Whether any does is whether their number is above 0, and so is their share.";

    private const string All = "That all do means that the number of those that do not is 0, and so is their share.";

    private const string Compared = "The value is only compared, and no gradient passes through a comparison.";

    /// <summary>The reason, by objective, formula and the beginning of the change.</summary>
    public static IReadOnlyList<(string Objective, string Stage, string Change, string Reason)> Known { get; } =
    [
        ("gdpo", "Advantage", "the sum over reward_term of completion of", Any),
        ("weighted-reward", "IsScored", "the sum over reward_term of completion of", Any),
        ("rollout-rejection", "Keep", "the sum over token of completion of", All),
        ("optimal-token-baseline", "Advantage", "the sum over completion beside token of", All),
        ("opsm", "Loss", "the stop-gradient of", Compared),
        ("kl-cov", "Loss", "the stop-gradient of", "The tokens are ranked by it, and no gradient passes through a rank."),
        ("rloo", "Advantage", "the mean over completion of batch of", "Rewards less the mean of the others add up to 0 in every group, and so does their mean."),
        ("rank-grpo", "TokenAdvantage", "the sum over token of completion of `#{r ≤ t.rank} < Ranks", All),
        ("rank-grpo", "TokenAdvantage", "the sum over token of completion of `[Ranks < #{r", Any),
        ("g-ra", "IsOpen", "the running sum of", All),
        ("g-ra", "IsHeard", "the sum over outcome beside critic of", All),
        ("g-ra", "GatedReward", "the sum over outcome beside criticism of", All),
        ("g-ra", "Received", "the running sum of", All),
        ("g-ra", "Received", "the sum over outcome beside criticism of", All),
        ("g-ra", "Total", "the running sum of", All),
        ("g-ra", "Total", "the sum over outcome beside criticism of", All),
    ];
}
