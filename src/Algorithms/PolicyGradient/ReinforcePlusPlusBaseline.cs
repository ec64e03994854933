using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>REINFORCE++ with the group's mean as baseline, whitened over all tokens of the batch; PPO's loss.</summary>
/// <remarks>A single completion has baseline 0.</remarks>
[Objective("reinforce++-baseline", Source = "Hu 2025, arXiv:2501.03262; verl compute_reinforce_plus_plus_baseline_outcome_advantage")]
public sealed partial record ReinforcePlusPlusBaseline
{
    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.2;

    /// <summary>c: where the advantage is negative the loss is at most -c times it. Infinity is plain PPO.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double DualClip { get; init; } = 3;

    [Advantage]
    private Real Advantage(Token t) => Whitening.Of(t.Batch, Centred(t), Centred);

    [Loss]
    private Real Loss(Token t) => ClippedSurrogate.OfToken(t, ClipLow, ClipHigh, DualClip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsTokenClipped(t, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    private static Real Centred(Token t) => OutcomeAdvantage.Centred(t.Completion);
}
