using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>PPO's clipped policy loss with dual clip, for advantages that are computed elsewhere.</summary>
[Objective("ppo-policy", Source = "Schulman et al. 2017, arXiv:1707.06347, eq. 7; Ye et al. 2020, arXiv:1912.09729; verl compute_policy_loss_vanilla")]
public sealed partial record PpoPolicy
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

    /// <summary>How the losses of tokens become one number.</summary>
    public LossAggregation Aggregation { get; init; } = LossAggregation.TokenMean;

    /// <summary>Divisor of SeqMeanTokenSumNorm, in tokens; verl's default is the padded width of the batch.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ScaleFactor { get; init; } = 1024;

    [Loss]
    private Real Loss(Batch b) =>
        Aggregate.AsVerl(b, Aggregation, ScaleFactor, t => ClippedSurrogate.OfToken(t, ClipLow, ClipHigh, DualClip));

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsTokenClipped(t, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);
}
