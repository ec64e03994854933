using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>CISPO as verl has it: the ratio is held in [1 - ε_low, 1 + ε_high], its logarithm in [-20, 20].</summary>
/// <remarks>For TRL's see <see cref="Cispo"/>.</remarks>
[Objective("cispo-verl", Source = "MiniMax-M1 2025, arXiv:2506.13585; verl compute_policy_loss_cispo")]
public sealed partial record CispoVerl
{
    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.28;

    /// <summary>How the losses of tokens become one number.</summary>
    public LossAggregation Aggregation { get; init; } = LossAggregation.TokenMean;

    /// <summary>Divisor of SeqMeanTokenSumNorm, in tokens; verl's default is the padded width of the batch.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ScaleFactor { get; init; } = 1024;

    [Advantage]
    private Real Advantage(Completion y) => OutcomeAdvantage.Standardized(y);

    [Loss]
    private Real Loss(Batch b) => Aggregate.AsVerl(b, Aggregation, ScaleFactor, TokenLoss);

    [Metric("clip_fraction")]
    private Real IsHeld(Token t) => Weight(t) == ClippedSurrogate.BoundedRatio(t) ? 0 : 1;

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    private Real TokenLoss(Token t) => -(StopGradient(Weight(t)) * t.Advantage * t.LogProb * t.ImportanceWeight);

    private Real Weight(Token t) => Clamp(ClippedSurrogate.BoundedRatio(t), 1 - ClipLow, 1 + ClipHigh);
}
