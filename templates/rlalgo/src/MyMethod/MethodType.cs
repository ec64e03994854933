using System.ComponentModel.DataAnnotations;
using Paragon;

namespace MethodNamespace;

/// <summary>
/// What this objective is for, and where its formula stands (authors, year, equation). It begins as the clipped surrogate
/// of a group's rewards; change it to yours.
/// </summary>
[Objective("method-key")]
public sealed partial record MethodType
{
    /// <summary>How far one update may move the probability of a token, as a ratio, before its gradient stops.</summary>
    [Range(0, 1, MinimumIsExclusive = true)]
    public double ClipRange { get; init; } = 0.2;

    /// <summary>How much better than its group a completion did.</summary>
    [Advantage]
    private Real Advantage(Completion y) => y.Reward - y.Group.Completions.Mean(z => z.Reward);

    /// <summary>Every completion counts the same, whatever its length.</summary>
    [Loss]
    private Real Loss(Batch b) => b.Completions.Mean(y => y.Tokens.Mean(Clipped));

    private Real Clipped(Token t)
    {
        Real ratio = Exp(t.LogProb - t.OldLogProb);
        return -Min(ratio * t.Advantage, Clamp(ratio, 1 - ClipRange, 1 + ClipRange) * t.Advantage);
    }
}
