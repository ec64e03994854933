using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// GRPO done right (Liu et al. 2025): the advantage is not divided by the deviation, and the loss is divided by a constant
/// length, so neither easy prompts nor short completions weigh more.
/// </summary>
[Objective("dr-grpo", Source = "Liu et al. 2025, arXiv:2503.20783; TRL loss_type=dr_grpo")]
public sealed partial record DrGrpo
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

    /// <summary>Longest length allowed, in tokens: the constant that losses are divided by.</summary>
    [Range(1, double.PositiveInfinity)]
    public double MaxCompletionLength { get; init; } = 256;

    [Advantage]
    private Real Advantage(Completion y) => GroupAdvantage.Centred(y);

    [Loss]
    private Real Loss(Batch b) => b.Completions.Mean(y => y.Tokens.Sum(TokenLoss) / MaxCompletionLength);

    [Metric("clip_ratio_low")]
    private Real ClippedBelow(Token t) => ClippedSurrogate.IsClippedBelow(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow);

    [Metric("clip_ratio_high")]
    private Real ClippedAbove(Token t) => ClippedSurrogate.IsClippedAbove(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipHigh);

    [Metric("kl_penalty")]
    private Real KlPenalty(Token t) => GroupPolicy.KlPenalty(t, Beta, CorrectsKl);

    private Real TokenLoss(Token t) => GroupPolicy.TokenLoss(t, ClipLow, ClipHigh, RatioCap, Beta, CorrectsKl);
}
