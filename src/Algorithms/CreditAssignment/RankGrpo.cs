using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Paragon.Segmentation;

namespace Paragon.Algorithms;

/// <summary>
/// Rank-GRPO (Zhu et al. 2025): in a list of recommendations the rank is the unit. Each has a reward of its own, an advantage
/// over the same rank of the prompt's other lists, and one ratio, the geometric mean of its tokens' ratios.
/// </summary>
/// <remarks>
/// Length shaping is the released code's only. A last newline before the end of the text puts the end beyond the last item.
/// INFERRED for the paper's aggregation: the end of the text is left out of the ratio, the mean is over the ranks that a list
/// has, and the KL is the token mean of k3.
/// </remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "LogDecay is at most the discounted gain of a perfect list, 7.04 for 20 ranks; how many ranks a list has is data.")]
[Objective("rank-grpo", Source = "Zhu et al. 2025, Rank-GRPO; yaochenzhu/Rank-GRPO rank_grpo_trainer")]
public sealed partial record RankGrpo : ISegmentedObjective
{
    /// <summary>Number of ranks asked for.</summary>
    [Range(1, 1000)]
    public int Ranks { get; init; } = 20;

    /// <summary>What a rank is worth.</summary>
    public RankRewardVariant RewardVariant { get; init; } = RankRewardVariant.ExpInf;

    /// <summary>Whether the advantage is divided by the rank's standard deviation over the prompt's lists.</summary>
    public bool DividesByDeviation { get; init; } = true;

    /// <summary>ε_low: a rank's ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.06;

    /// <summary>ε_high: a rank's ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.08;

    /// <summary>β: weight of the KL divergence from the reference policy, by k3. At 0 the reference is not read.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; } = 1e-3;

    /// <summary>How losses become one number.</summary>
    public RankAggregation Aggregation { get; init; } = RankAggregation.RankMean;

    /// <summary>Longest length allowed, in tokens; read by the DrGrpo aggregation only.</summary>
    [Range(1, double.PositiveInfinity)]
    public double MaxCompletionLength { get; init; } = 1024;

    /// <summary>Whether lists of another length than asked for are penalised.</summary>
    public bool ShapesLength { get; init; }

    /// <summary>Advantage added to the end of a list that has as many items as asked for.</summary>
    [Range(-10, 10)]
    public double EndReward { get; init; } = 0.1;

    /// <summary>Advantage added to each token beyond the last rank.</summary>
    [Range(-10, 10)]
    public double OverflowPenalty { get; init; } = -0.1;

    /// <summary>Advantage added to the end of a list that has fewer items than asked for.</summary>
    [Range(-10, 10)]
    public double EarlyStopPenalty { get; init; } = -0.1;

    IReadOnlyList<SegmentedLevel> ISegmentedObjective.Segments =>
        [new("rank", new RankSegmenter(Ranks)) { Across = "slot", Features = [RankRelevance.Feature] }];

    [Reward]
    private Real RankReward(Rank k) => RewardVariant == RankRewardVariant.ExpInf
        ? k.Hit
        : k.AndAfter.Sum(j => j.Hit * Log(2) / Log(Place(j) + 1));

    [Advantage]
    private Real RankAdvantage(Rank k)
    {
        if (IsBeyond(k) || k.Slot.Ranks.Count() < 2)
        {
            return 0;
        }

        var deviation = k.Reward - k.Slot.Ranks.Mean(o => o.Reward);
        return DividesByDeviation ? deviation / (k.Slot.Ranks.SampleStd(o => o.Reward) + GroupAdvantage.Epsilon) : deviation;
    }

    [Advantage]
    private Real TokenAdvantage(Token t) => (t.IsEnd ? 0 : t.Rank.Advantage) + (ShapesLength ? Shaping(t) : 0);

    [Loss]
    private Real Loss(Batch b) => Surrogate(b) + (Beta == 0 ? 0 : Beta * b.Tokens.Sum(t => Share(t) * KlEstimators.K3(t.LogProb, t.RefLogProb)));

    [Metric("clip_ratio_low")]
    private Real ClippedBelow(Batch b) => Aggregation == RankAggregation.RankMean
        ? b.Completions.Mean(y => OverRanks(y, k => ClippedSurrogate.IsClippedBelow(Ratio(k), k.Advantage, ClipLow)))
        : b.Tokens.Mean(t => ClippedSurrogate.IsClippedBelow(RatioOfBin(t.Rank), t.Advantage, ClipLow));

    [Metric("clip_ratio_high")]
    private Real ClippedAbove(Batch b) => Aggregation == RankAggregation.RankMean
        ? b.Completions.Mean(y => OverRanks(y, k => ClippedSurrogate.IsClippedAbove(Ratio(k), k.Advantage, ClipHigh)))
        : b.Tokens.Mean(t => ClippedSurrogate.IsClippedAbove(RatioOfBin(t.Rank), t.Advantage, ClipHigh));

    [Metric("kl_penalty")]
    private Real KlPenalty(Token t) => GroupPolicy.KlPenalty(t, Beta, false);

    private Real Surrogate(Batch b) =>
        Aggregation == RankAggregation.RankMean ? b.Completions.Mean(y => OverRanks(y, OfRank)) : b.Tokens.Sum(t => Share(t) * OfToken(t));

    private Real OverRanks(Completion y, Func<Rank, Real> value) => y.Ranks.Any(IsPresent) ? y.Ranks.Where(IsPresent).Mean(value) : 0;

    private Real OfRank(Rank k) => ClippedSurrogate.Of(Ratio(k), k.Advantage, ClipLow, ClipHigh);

    private Real OfToken(Token t) => ClippedSurrogate.Of(RatioOfBin(t.Rank), t.Advantage, ClipLow, ClipHigh);

    private static Real Ratio(Rank k) => Exp(k.Tokens.Where(u => !u.IsEnd).Mean(u => u.LogProb - u.OldLogProb));

    private static Real RatioOfBin(Rank k) => Exp(k.Tokens.Mean(u => u.LogProb - u.OldLogProb));

    // What a token counts in the mean over the batch.
    private Real Share(Token t) => Aggregation switch
    {
        RankAggregation.Bnpo => 1 / t.Batch.Tokens.Count(),
        RankAggregation.DrGrpo => 1 / (t.Batch.Completions.Count() * MaxCompletionLength),
        _ => 1 / (t.Batch.Completions.Count() * t.Completion.Tokens.Count()),
    };

    private Real Shaping(Token t)
    {
        var y = t.Completion;
        return IsBeyond(t.Rank) ? OverflowPenalty
            : !t.IsEnd ? 0
            : y.Tokens.All(u => Place(u.Rank) < Ranks) ? EarlyStopPenalty
            : y.Tokens.Any(u => IsBeyond(u.Rank)) ? 0
            : EndReward;
    }

    private bool IsPresent(Rank k) => !IsBeyond(k) && k.Tokens.Any(u => !u.IsEnd);

    private bool IsBeyond(Rank k) => Place(k) > Ranks;

    private static Real Place(Rank k) => k.AndBefore.Count();
}
