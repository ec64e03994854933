using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Decoupled clip and dynamic sampling (DAPO, Yu et al. 2025): a higher upper clip, every token of the batch weighing the
/// same, a soft penalty on overlong completions, and prompts without contrast dropped (column <c>keep</c>).
/// </summary>
[Objective("dapo", Source = "Yu et al. 2025, arXiv:2503.14476; TRL loss_type=dapo")]
public sealed partial record Dapo
{
    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.28;

    /// <summary>Largest unclipped ratio (TRL's delta); infinity for none.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double RatioCap { get; init; } = double.PositiveInfinity;

    /// <summary>β: weight of the KL divergence from the reference policy, by k3. At 0 the reference is not read.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; }

    /// <summary>Whether the KL term is multiplied by the ratio, because the sample is from the old policy (DeepSeek-V3.2).</summary>
    public bool CorrectsKl { get; init; }

    /// <summary>Longest length before the overlong penalty is -1, in tokens.</summary>
    [Range(1, double.PositiveInfinity)]
    public double MaxLength { get; init; } = 20480;

    /// <summary>Length over which the overlong penalty grows from 0 to -1, in tokens.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Buffer { get; init; } = 4096;

    [Reward]
    private Real Penalized(Completion y) => y.Reward + Overlong.Trl(y, MaxLength, Buffer);

    [Advantage]
    private Real Advantage(Completion y) => GroupAdvantage.Standardized(y);

    [Loss]
    private Real Loss(Batch b) => b.Tokens.Sum(TokenLoss) / Max(1, b.Tokens.Count());

    [Metric("clip_ratio_low")]
    private Real ClippedBelow(Token t) => ClippedSurrogate.IsClippedBelow(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow);

    [Metric("clip_ratio_high")]
    private Real ClippedAbove(Token t) => ClippedSurrogate.IsClippedAbove(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipHigh);

    [Metric("kl_penalty")]
    private Real KlPenalty(Token t) => GroupPolicy.KlPenalty(t, Beta, CorrectsKl);

    private Real TokenLoss(Token t) => GroupPolicy.TokenLoss(t, ClipLow, ClipHigh, RatioCap, Beta, CorrectsKl);
}
