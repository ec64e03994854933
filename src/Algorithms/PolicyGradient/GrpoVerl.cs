using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>GRPO as verl has it: 1e-6 beside the deviation, a single completion keeps its reward, and the loss is PPO's with dual clip.</summary>
/// <remarks>For TRL's see <see cref="Grpo"/>.</remarks>
[Objective("grpo-verl", Source = "Shao et al. 2024, arXiv:2402.03300; verl compute_grpo_outcome_advantage")]
public sealed partial record GrpoVerl
{
    /// <summary>Whether the centred reward is divided by the group's deviation; not in Dr. GRPO.</summary>
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

    /// <summary>How the losses of tokens become one number.</summary>
    public LossAggregation Aggregation { get; init; } = LossAggregation.TokenMean;

    /// <summary>Divisor of SeqMeanTokenSumNorm, in tokens; verl's default is the padded width of the batch.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ScaleFactor { get; init; } = 1024;

    [Advantage]
    private Real Advantage(Completion y) => DividesByDeviation ? OutcomeAdvantage.Standardized(y) : OutcomeAdvantage.Centred(y);

    [Loss]
    private Real Loss(Batch b) =>
        Aggregate.AsVerl(b, Aggregation, ScaleFactor, t => ClippedSurrogate.OfToken(t, ClipLow, ClipHigh, DualClip));

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsTokenClipped(t, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);
}
