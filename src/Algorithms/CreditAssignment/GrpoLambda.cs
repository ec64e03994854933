using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// GRPO-λ (2025): only the prompts that are answered best, a share λ of the batch, have long right answers penalised; the others
/// keep rewards of 0 and 1. So answers grow shorter where accuracy can bear it.
/// </summary>
/// <remarks>
/// There is no code. INFERRED: the penalty is that of the efficient-reasoning code of Zanette-Labs, with the population deviation
/// of the right answers' lengths; of prompts that are answered equally well the first are taken.
/// </remarks>
[Objective("grpo-lambda", Source = "GRPO-λ 2025, Stable Reinforcement Learning for Efficient Reasoning; Zanette-Labs/efficient-reasoning")]
public sealed partial record GrpoLambda
{
    /// <summary>λ: share of the prompts that have long answers penalised, those answered best. 0 is GRPO, 1 penalises everywhere. The paper's value is unverified.</summary>
    [Range(0, 1)]
    public double Lambda { get; init; } = 0.2;

    /// <summary>α: a right answer has a reward between 1 - α and 1, by its length. Below 1 every right answer beats every wrong one.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double Alpha { get; init; } = 0.2;

    /// <summary>Added to the deviation of the lengths, in tokens.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double LengthEpsilon { get; init; } = 1e-7;

    /// <summary>Added to the deviation of the rewards.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.2;

    [Reward(Into = "accuracy")]
    private static Real Accuracy(Group g) => g.Completions.Mean(y => VerifiedOutcome.IsRight(y) ? 1 : 0);

    // 1e-12: a product such as 0.29 · 100 may fall just short of the whole number that it is.
    [Reward(Into = "penalized")]
    private Real IsPenalized(Group g) =>
        g.Batch.Groups.Rank(o => -Accuracy(o), at: g) < Floor(Lambda * g.Batch.Groups.Count() + 1e-12) ? 1 : 0;

    [Reward]
    private Real Shaped(Completion y) => !VerifiedOutcome.IsRight(y) ? 0 : IsPenalized(y.Group) == 0 ? 1 : 1 - Alpha * Sigmoid(StandardLength(y));

    [Advantage]
    private Real Advantage(Completion y)
    {
        var group = y.Group.Completions;
        return group.Count() < 2 ? 0 : (y.Reward - group.Mean(o => o.Reward)) / (group.SampleStd(o => o.Reward) + Epsilon);
    }

    [Loss]
    private Real Loss(Completion y) =>
        y.Tokens.Mean(t => ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow, ClipHigh));

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow, ClipHigh);

    private Real StandardLength(Completion y)
    {
        var right = y.Group.Completions.Where(VerifiedOutcome.IsRight);
        return (Length(y) - right.Mean(Length)) / (right.PopulationStd(Length) + LengthEpsilon);
    }

    private static Real Length(Completion y) => y.Tokens.Count();
}
