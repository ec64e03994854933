using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>GRPO with every token of a process's batch weighing the same. In one process it is <see cref="Dapo"/>'s loss.</summary>
[ReducesTo<Dapo>(nameof(Scale), (double)RewardScale.Group)]
[Objective("bnpo", Source = "TRL loss_type=bnpo")]
public sealed partial record Bnpo
{
    /// <summary>What the centred reward is divided by.</summary>
    public RewardScale Scale { get; init; } = RewardScale.Group;

    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.2;

    /// <summary>Largest unclipped ratio (TRL's delta); infinity for none.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double RatioCap { get; init; } = double.PositiveInfinity;

    /// <summary>β: weight of the KL divergence from the reference policy, by k3. At 0 the reference is not read.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; }

    /// <summary>Whether the KL term is multiplied by the ratio, because the sample is from the old policy (DeepSeek-V3.2).</summary>
    public bool CorrectsKl { get; init; }

    [Advantage]
    private Real Advantage(Completion y) => Scale switch
    {
        RewardScale.Group => GroupAdvantage.Standardized(y),
        RewardScale.Batch => GroupAdvantage.StandardizedByBatch(y),
        _ => GroupAdvantage.Centred(y),
    };

    [Loss]
    private Real Loss(Batch b) => b.Tokens.Sum(TokenLoss) / Max(1, b.Tokens.Count());

    [Metric("clip_ratio_low")]
    private Real ClippedBelow(Token t) => ClippedSurrogate.IsClippedBelow(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow);

    [Metric("clip_ratio_high")]
    private Real ClippedAbove(Token t) => ClippedSurrogate.IsClippedAbove(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipHigh);

    [Metric("kl_penalty")]
    private Real KlPenalty(Token t) => GroupPolicy.KlPenalty(t, Beta, CorrectsKl);

    private Real TokenLoss(Token t) => GroupPolicy.TokenLoss(t, ClipLow, ClipHigh, RatioCap, Beta, CorrectsKl);
}
