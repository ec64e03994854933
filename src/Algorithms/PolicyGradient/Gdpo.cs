using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Group reward-decoupled normalisation (GDPO): each reward function is standardised within the group before the weighted
/// sum, and the sum is standardised over the batch; the loss is GRPO's.
/// </summary>
/// <remarks>For the other order, sum then standardise, see <see cref="WeightedReward"/> before <see cref="Grpo"/>.</remarks>
[Objective("gdpo", Source = "Liu et al. 2026, arXiv:2601.05242; TRL multi_objective_aggregation=normalize_then_sum")]
public sealed partial record Gdpo
{
    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.2;

    /// <summary>Largest unclipped ratio (TRL's delta); infinity for none.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double RatioCap { get; init; } = double.PositiveInfinity;

    /// <summary>β: weight of the KL divergence from the reference policy, by k3. At 0 the reference is not read.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; }

    /// <summary>Whether the KL term is multiplied by the ratio, because the sample is from the old policy (DeepSeek-V3.2).</summary>
    public bool CorrectsKl { get; init; }

    [Advantage]
    private Real Advantage(Completion y)
    {
        Real scored = y.Batch.Completions.Where(IsScored).Count();
        return IsScored(y) && scored >= 2
            ? (Total(y) - y.Batch.Completions.Where(IsScored).Mean(Total)) / (y.Batch.Completions.Where(IsScored).SampleStd(Total) + GroupAdvantage.Epsilon)
            : 0;
    }

    [Loss]
    private Real Loss(Completion y) => y.Tokens.Sum(TokenLoss) / Max(1, y.Tokens.Count());

    [Metric("clip_ratio_low")]
    private Real ClippedBelow(Token t) => ClippedSurrogate.IsClippedBelow(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow);

    [Metric("clip_ratio_high")]
    private Real ClippedAbove(Token t) => ClippedSurrogate.IsClippedAbove(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipHigh);

    [Metric("kl_penalty")]
    private Real KlPenalty(Token t) => GroupPolicy.KlPenalty(t, Beta, CorrectsKl);

    private Real TokenLoss(Token t) => GroupPolicy.TokenLoss(t, ClipLow, ClipHigh, RatioCap, Beta, CorrectsKl);

    private static Real Total(Completion y) => y.RewardTerms.Where(IsComparable).Sum(r => r.Weight * Standardized(r));

    private static Real Standardized(RewardTerm r) =>
        (r.Value - r.Criterion.Terms.Where(s => s.IsValid).Mean(s => s.Value))
        / (r.Criterion.Terms.Where(s => s.IsValid).SampleStd(s => s.Value) + GroupAdvantage.Epsilon);

    private static bool IsComparable(RewardTerm r) => r.IsValid && r.Criterion.Terms.Where(s => s.IsValid).Count() >= 2;

    private static bool IsScored(Completion y) => y.RewardTerms.Any(r => r.IsValid);
}
