using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>ReMax (Li et al. 2024): the baseline is the reward of the greedy completion of the same prompt; PPO's loss.</summary>
/// <remarks>Column: <c>baseline_reward</c> of the completions.</remarks>
[Objective("remax", Source = "Li et al. 2024, arXiv:2310.10505; verl compute_remax_outcome_advantage")]
public sealed partial record ReMax
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

    [Advantage(Into = "return")]
    private Real Return(Token t) => TotalReward.ToGo(t);

    [Advantage]
    private Real Advantage(Token t) => TotalReward.ToGo(t) - t.Completion.BaselineReward;

    [Loss]
    private Real Loss(Token t) => ClippedSurrogate.OfToken(t, ClipLow, ClipHigh, DualClip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsTokenClipped(t, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);
}
