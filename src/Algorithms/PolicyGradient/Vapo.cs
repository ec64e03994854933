using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// VAPO (Yue et al. 2025): PPO with a λ of the policy that grows with the length of the completion, a critic of its own λ, a
/// higher upper clip, and every token weighing the same.
/// </summary>
/// <remarks>From the paper's formulas: there is no public code. The paper's imitation loss on right answers (weight 0.1) is left to <c>sft</c>.</remarks>
[Objective("vapo", Source = "Yue et al. 2025, arXiv:2504.05118")]
public sealed partial record Vapo
{
    /// <summary>γ: discount per token.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>α: λ of the policy is max(0, 1 - 1 / (α n)) for a completion of n tokens.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Alpha { get; init; } = 0.05;

    /// <summary>λ of the critic.</summary>
    [Range(0, 1)]
    public double CriticLambda { get; init; } = 1;

    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.28;

    /// <summary>c: where the advantage is negative the loss is at most -c times it. Infinity is plain PPO.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double DualClip { get; init; } = 3;

    /// <summary>ε_v: the value is clipped to this distance from the old one. verl's default is 0.5, TRL's 0.2.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ValueClip { get; init; } = 0.5;

    /// <summary>Weight of the value loss beside the policy loss. TRL's default is 0.1; verl trains the critic by itself.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ValueCoefficient { get; init; } = 0.1;

    [Advantage]
    private Real Advantage(Token t) => GeneralizedAdvantage.Of(t, Discount, LengthAdaptive.Lambda(t.Completion, Alpha));

    [Advantage(Into = "return")]
    private Real Return(Token t) => GeneralizedAdvantage.Of(t, Discount, CriticLambda) + t.OldValue;

    [Loss]
    private Real PolicyLoss(Token t) => ClippedSurrogate.OfToken(t, ClipLow, ClipHigh, DualClip);

    [Loss]
    private Real CriticLoss(Token t) => ValueCoefficient * ValueLoss.Clipped(t, ValueClip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsTokenClipped(t, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);
}
