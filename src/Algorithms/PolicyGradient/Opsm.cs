using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// GRPO with off-policy sequence masking (DeepSeek-V3.2): a completion with a negative advantage is left out when the policy
/// has moved too far from the one that sampled it.
/// </summary>
/// <remarks>
/// TRL's. <c>rollout_logp</c> is the sampler's log-probability; give <c>old_logp</c> there when the sampler reports none. What is
/// left out still counts in the means, also in those of what is clipped. A threshold of infinity is GRPO.
/// </remarks>
[ReducesTo<Grpo>(nameof(Threshold), double.PositiveInfinity)]
[Objective("opsm", Source = "DeepSeek-V3.2 2025, arXiv:2512.02556; TRL off_policy_mask_threshold")]
public sealed partial record Opsm
{
    /// <summary>Largest mean over tokens of log π_rollout - log π, in nats; infinity leaves nothing out.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Threshold { get; init; } = double.PositiveInfinity;

    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.2;

    /// <summary>How the losses of tokens become one number.</summary>
    public GroupReduction Reduction { get; init; } = GroupReduction.Grpo;

    /// <summary>Longest length allowed, in tokens; read by the DrGrpo reduction only.</summary>
    [Range(1, double.PositiveInfinity)]
    public double MaxCompletionLength { get; init; } = 256;

    [Advantage]
    private Real Advantage(Completion y) => GroupAdvantage.Standardized(y);

    [Loss]
    private Real Loss(Batch b) => Aggregate.AsTrl(b, Reduction, MaxCompletionLength, TokenLoss);

    [Metric("clip_ratio_low")]
    private Real ClippedBelow(Token t) => ClippedSurrogate.IsClippedBelow(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow);

    [Metric("clip_ratio_high")]
    private Real ClippedAbove(Token t) => ClippedSurrogate.IsClippedAbove(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipHigh);

    private Real TokenLoss(Token t) =>
        IsKept(t)
            ? ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow, ClipHigh) * t.ImportanceWeight
            : 0;

    private bool IsKept(Token t) => t.Advantage >= 0 || Drift(t.Completion) <= Threshold;

    private static Real Drift(Completion y) =>
        StopGradient(y.Tokens.Sum(t => t.RolloutLogProb - t.LogProb) / Max(1, y.Tokens.Count()));
}
