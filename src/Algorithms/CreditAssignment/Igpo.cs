using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Paragon.Segmentation;

namespace Paragon.Algorithms;

/// <summary>
/// Information gain-based policy optimisation (IGPO, 2025): each turn of a search agent is rewarded by how much it raised the
/// policy's own belief in the known answer, the last one by the outcome.
/// </summary>
/// <remarks>
/// Raw gains telescope to the last belief less the first; standardising them by pools breaks that. A group of equal outcomes
/// still has a signal. Tokens of tools are not in the batch.
/// </remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The published gain is of log-probabilities, which has no bound; Gain = Prob is in (-1, 1). Both are standardised within the prompt.")]
[Objective("igpo", Source = "IGPO 2025 (ICLR 2026), GuoqingWang1/IGPO")]
public sealed partial record Igpo : ISegmentedObjective
{
    /// <summary>What a turn's gain is of.</summary>
    public InformationGain Gain { get; init; }

    /// <summary>What is standardised together within a prompt.</summary>
    public RewardPool Pool { get; init; }

    /// <summary>Whether centred rewards are divided by the pool's standard deviation.</summary>
    public bool Scales { get; init; } = true;

    /// <summary>Added to the standard deviation.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>γ: discount per turn.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>ε: the ratio is clipped to [1 - ε, 1 + ε].</summary>
    [Range(0, 1)]
    public double Clip { get; init; } = 0.2;

    /// <summary>β: weight of the KL divergence from the reference policy, by k3. At 0 the reference is not read.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; } = 0.001;

    IReadOnlyList<SegmentedLevel> ISegmentedObjective.Segments => [new("turn", new SeparatorSegmenter("\n"))];

    [Reward]
    private Real TurnReward(Turn k) => k.IsLast ? k.Completion.Reward : Belief(k.Next) - Belief(k);

    [Advantage(Into = "return")]
    private Real TurnReturn(Turn k) => k.AndAfter.Discounted(Discount, Standardized);

    [Advantage]
    private Real Advantage(Token t) => TurnReturn(t.Turn);

    [Loss]
    private Real Loss(Completion y) => y.Tokens.Sum(TokenLoss) / Max(1, y.Tokens.Count());

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    [Metric("kl_penalty")]
    private Real KlPenalty(Token t) => GroupPolicy.KlPenalty(t, Beta, false);

    private Real TokenLoss(Token t) => GroupPolicy.TokenLoss(t, Clip, Clip, double.PositiveInfinity, Beta, false);

    private Real Belief(Turn k)
    {
        Real logProb = k.Answer.Mean(a => a.LogProb);
        return Gain == InformationGain.LogProb ? logProb : Exp(logProb);
    }

    private Real Standardized(Turn k) => Pool == RewardPool.Joint ? Within(k, _ => true)
        : k.IsLast ? Within(k, u => u.IsLast)
        : Within(k, u => !u.IsLast);

    private Real Within(Turn k, Func<Turn, bool> pool)
    {
        Group g = k.Completion.Group;
        Real centred = TurnReward(k) - GroupTurns.Mean(g, pool, TurnReward);
        Real variance = GroupTurns.Squares(g, pool, TurnReward) / GroupTurns.Count(g, pool);
        return Scales ? centred / (Sqrt(variance + 1e-8) + Epsilon) : centred;
    }
}
