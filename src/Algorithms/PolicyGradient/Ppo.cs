using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Proximal policy optimisation (Schulman et al. 2017) with a value head: whitened GAE, the clipped policy loss with dual
/// clip, and the clipped value loss.
/// </summary>
/// <remarks>verl's. The KL to the reference enters by <see cref="KlInReward"/>. Parts alone: <see cref="Gae"/>, <see cref="PpoPolicy"/>, <see cref="PpoValue"/>.</remarks>
[Objective("ppo", Source = "Schulman et al. 2017, arXiv:1707.06347; verl")]
public sealed partial record Ppo
{
    /// <summary>γ: discount per token.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>λ: 0 is the one-step temporal difference, 1 the return less the value. verl's default is 1, TRL's 0.95.</summary>
    [Range(0, 1)]
    public double Lambda { get; init; } = 1;

    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.2;

    /// <summary>c: where the advantage is negative the loss is at most -c times it. Infinity is plain PPO.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double DualClip { get; init; } = 3;

    /// <summary>ε_v: the value is clipped to this distance from the old one. verl's default is 0.5, TRL's 0.2.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ValueClip { get; init; } = 0.5;

    /// <summary>Weight of the value loss beside the policy loss. TRL's default is 0.1; verl trains the critic by itself.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ValueCoefficient { get; init; } = 0.1;

    /// <summary>How the losses of tokens become one number.</summary>
    public LossAggregation Aggregation { get; init; } = LossAggregation.TokenMean;

    /// <summary>Divisor of SeqMeanTokenSumNorm, in tokens; verl's default is the padded width of the batch.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ScaleFactor { get; init; } = 1024;

    [Advantage]
    private Real Advantage(Token t) => Whitening.Of(t.Batch, Raw(t), Raw);

    [Advantage(Into = "return")]
    private Real Return(Token t) => Raw(t) + t.OldValue;

    [Loss]
    private Real PolicyLoss(Batch b) =>
        Aggregate.AsVerl(b, Aggregation, ScaleFactor, t => ClippedSurrogate.OfToken(t, ClipLow, ClipHigh, DualClip));

    [Loss]
    private Real CriticLoss(Token t) => ValueCoefficient * ValueLoss.Clipped(t, ValueClip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsTokenClipped(t, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    private Real Raw(Token t) => GeneralizedAdvantage.Of(t, Discount, Lambda);
}
