using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>RLOO as verl has it: the leave-one-out advantage with PPO's loss of tokens. A single completion keeps its reward.</summary>
/// <remarks>For TRL's see <see cref="Rloo"/>.</remarks>
[Objective("rloo-verl", Source = "Ahmadian et al. 2024, arXiv:2402.14740; verl compute_rloo_outcome_advantage")]
public sealed partial record RlooVerl
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
    private Real Advantage(Completion y) => OutcomeAdvantage.LeaveOneOut(y);

    [Loss]
    private Real Loss(Token t) => ClippedSurrogate.OfToken(t, ClipLow, ClipHigh, DualClip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsTokenClipped(t, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);
}
