using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>On-policy RL with optimal baseline (OPO, Hao et al. 2025): the group's mean reward, weighted by the completions' lengths.</summary>
/// <remarks>A single completion keeps its reward. With equal lengths the baseline is the plain mean.</remarks>
[Objective("opo", Source = "Hao et al. 2025, arXiv:2505.23585; verl compute_opo_outcome_advantage")]
public sealed partial record Opo
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
    private Real Advantage(Completion y) => OutcomeAdvantage.IsAlone(y)
        ? TotalReward.Of(y)
        : TotalReward.Of(y) - (y.Group.Completions.Sum(s => Length(s) * TotalReward.Of(s)) / y.Group.Completions.Sum(Length));

    [Loss]
    private Real Loss(Token t) => ClippedSurrogate.OfToken(t, ClipLow, ClipHigh, DualClip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsTokenClipped(t, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    private static Real Length(Completion y) => y.Tokens.Count();
}
