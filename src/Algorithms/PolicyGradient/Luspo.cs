using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>Length-unbiased sequence policy optimisation (LUSPO): GSPO's loss of each completion times its length.</summary>
/// <remarks>TRL's, without a KL term: with β &gt; 0 TRL averages over padding too, which is not reproduced.</remarks>
[Objective("luspo", Source = "LUSPO 2026, arXiv:2602.05261; TRL loss_type=luspo")]
public sealed partial record Luspo
{
    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.28;

    [Advantage]
    private Real Advantage(Completion y) => GroupAdvantage.Standardized(y);

    [Loss]
    private Real Loss(Completion y) =>
        y.Tokens.Count() * ClippedSurrogate.Of(Exp(GroupPolicy.SequenceLogRatio(y)), y.Advantage, ClipLow, ClipHigh);

    [Metric("clip_ratio_low")]
    private Real ClippedBelow(Completion y) => ClippedSurrogate.IsClippedBelow(Exp(GroupPolicy.SequenceLogRatio(y)), y.Advantage, ClipLow);

    [Metric("clip_ratio_high")]
    private Real ClippedAbove(Completion y) => ClippedSurrogate.IsClippedAbove(Exp(GroupPolicy.SequenceLogRatio(y)), y.Advantage, ClipHigh);
}
