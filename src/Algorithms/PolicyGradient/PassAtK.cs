using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>GRPO for pass@k (Tang et al. 2025): only the best completion of a prompt has an advantage, its lead over the second best.</summary>
/// <remarks>Each prompt needs two completions. A tie for the best gives 0 to all.</remarks>
[Objective("pass-at-k", Source = "Tang et al. 2025, arXiv:2503.19595; verl compute_grpo_passk_outcome_advantage")]
public sealed partial record PassAtK
{
    /// <summary>Whether the lead is divided by the group's standard deviation + 1e-6.</summary>
    public bool DividesByDeviation { get; init; } = true;

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
    private Real Advantage(Completion y) =>
        DividesByDeviation ? Lead(y) / (y.Group.Completions.SampleStd(TotalReward.Of) + 1e-6) : Lead(y);

    [Loss]
    private Real Loss(Token t) => ClippedSurrogate.OfToken(t, ClipLow, ClipHigh, DualClip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsTokenClipped(t, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    private static Real Lead(Completion y) => Max(0, TotalReward.Of(y) - y.Siblings.Max(TotalReward.Of));
}
