using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>REINFORCE++ (Hu 2025): the discounted return of each token, whitened over all tokens of the batch; PPO's loss.</summary>
/// <remarks>
/// A completion is one run of the policy's own tokens. verl stops the return at an observation of a tool (tokens before it
/// receive nothing from after it); to have that, give each run as a completion of its own.
/// </remarks>
[Objective("reinforce++", Source = "Hu 2025, arXiv:2501.03262; verl compute_reinforce_plus_plus_outcome_advantage")]
public sealed partial record ReinforcePlusPlus
{
    /// <summary>γ: discount per token.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.2;

    /// <summary>c: where the advantage is negative the loss is at most -c times it. Infinity is plain PPO.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double DualClip { get; init; } = 3;

    [Advantage(Into = "return")]
    private Real Return(Token t) => t.AndAfter.Discounted(Discount, TotalReward.At);

    [Advantage]
    private Real Advantage(Token t) => Whitening.Of(t.Batch, Return(t), Return);

    [Loss]
    private Real Loss(Token t) => ClippedSurrogate.OfToken(t, ClipLow, ClipHigh, DualClip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsTokenClipped(t, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);
}
