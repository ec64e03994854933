using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Group sequence policy optimisation (GSPO, Zheng et al. 2025): one ratio for a completion, the geometric mean of its tokens'
/// ratios. GSPO-token has the same ratio with each token's own gradient.
/// </summary>
/// <remarks>TRL's; verl's with <see cref="MaxLogRatio"/> 10. ε is about 1000 times smaller than GRPO's.</remarks>
[Objective("gspo", Source = "Zheng et al. 2025, arXiv:2507.18071, eq. 5 and 7; TRL importance_sampling_level")]
public sealed partial record Gspo
{
    /// <summary>Whether the ratio's gradient is the completion's (Sequence) or each token's own (SequenceToken).</summary>
    public GspoLevel Level { get; init; } = GspoLevel.Sequence;

    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 3e-4;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 4e-4;

    /// <summary>How the losses of tokens become one number.</summary>
    public GroupReduction Reduction { get; init; } = GroupReduction.Grpo;

    /// <summary>Longest length allowed, in tokens; read by the DrGrpo reduction only.</summary>
    [Range(1, double.PositiveInfinity)]
    public double MaxCompletionLength { get; init; } = 256;

    /// <summary>Largest logarithm of GSPO-token's ratio: 10 in verl; infinity, none, in TRL.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double MaxLogRatio { get; init; } = double.PositiveInfinity;

    [Advantage]
    private Real Advantage(Completion y) => GroupAdvantage.Standardized(y);

    [Loss]
    private Real Loss(Batch b) => Aggregate.AsTrl(b, Reduction, MaxCompletionLength, TokenLoss);

    [Metric("clip_ratio_low")]
    private Real ClippedBelow(Completion y) =>
        y.Tokens.Sum(t => ClippedSurrogate.IsClippedBelow(Exp(GroupPolicy.SequenceLogRatio(y)), t.Advantage, ClipLow)) / Max(1, y.Tokens.Count());

    [Metric("clip_ratio_high")]
    private Real ClippedAbove(Completion y) =>
        y.Tokens.Sum(t => ClippedSurrogate.IsClippedAbove(Exp(GroupPolicy.SequenceLogRatio(y)), t.Advantage, ClipHigh)) / Max(1, y.Tokens.Count());

    private Real TokenLoss(Token t) => ClippedSurrogate.Of(Exp(LogRatio(t)), t.Advantage, ClipLow, ClipHigh) * t.ImportanceWeight;

    private Real LogRatio(Token t)
    {
        Real sequence = GroupPolicy.SequenceLogRatio(t.Completion);
        return Level == GspoLevel.Sequence ? sequence : Min(StopGradient(sequence - t.LogProb) + t.LogProb, MaxLogRatio);
    }
}
