using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>
/// REINFORCE leave-one-out (RLOO, Ahmadian et al. 2024): the baseline is the mean reward of the prompt's other completions,
/// the KL to the reference is part of the reward, and the completion is one action.
/// </summary>
/// <remarks>TRL's. For verl's, without KL and with PPO's loss of tokens, see <see cref="RlooVerl"/>.</remarks>
[SuppressMessage("Paragon.Numerics", "PAR203", Justification = "TRL's ratio is that of whole sequences as published, without a clamp.")]
[Objective("rloo", Source = "Ahmadian et al. 2024, arXiv:2402.14740; TRL rloo_trainer")]
public sealed partial record Rloo
{
    /// <summary>β: price of a nat of KL(π_old ‖ π_ref) in the reward.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; } = 0.05;

    /// <summary>Smallest reward before the KL is subtracted; minus infinity for no bound.</summary>
    [Range(double.NegativeInfinity, double.PositiveInfinity)]
    public double RewardMinimum { get; init; } = double.NegativeInfinity;

    /// <summary>Largest reward before the KL is subtracted; infinity for no bound.</summary>
    [Range(double.NegativeInfinity, double.PositiveInfinity)]
    public double RewardMaximum { get; init; } = double.PositiveInfinity;

    /// <summary>Whether the advantages are standardised over the batch.</summary>
    public bool NormalizesAdvantages { get; init; }

    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.2;

    [Advantage]
    private Real Advantage(Completion y) => NormalizesAdvantages
        ? (LeaveOneOut(y) - y.Batch.Completions.Mean(LeaveOneOut)) / (y.Batch.Completions.SampleStd(LeaveOneOut) + GroupAdvantage.Epsilon)
        : LeaveOneOut(y);

    [Loss]
    private Real Loss(Completion y) => ClippedSurrogate.Of(Ratio(y), y.Advantage, ClipLow, ClipHigh);

    [Metric("clip_ratio_low")]
    private Real ClippedBelow(Completion y) => ClippedSurrogate.IsClippedBelow(Ratio(y), y.Advantage, ClipLow);

    [Metric("clip_ratio_high")]
    private Real ClippedAbove(Completion y) => ClippedSurrogate.IsClippedAbove(Ratio(y), y.Advantage, ClipHigh);

    private static Real Ratio(Completion y) => Exp(y.Tokens.Sum(t => t.LogProb - t.OldLogProb));

    private Real LeaveOneOut(Completion y) => OutcomeAdvantage.IsAlone(y) ? 0 : Penalized(y) - y.Siblings.Mean(Penalized);

    private Real Penalized(Completion y) =>
        Clamp(y.Reward, RewardMinimum, RewardMaximum) - (Beta * y.Tokens.Sum(t => t.OldLogProb - t.RefLogProb));
}
