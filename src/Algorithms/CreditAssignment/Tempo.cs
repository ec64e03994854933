using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// TEMPO (2025): the completions of a prompt form a prefix tree, and the mean reward of those that pass through a node is its
/// value. To GRPO's advantage a token adds the step in value that it makes, which is not 0 only where the tree branches.
/// </summary>
/// <remarks>Token-level credit without a critic and without further sampling. A prompt with one completion has advantage 0 (INFERRED: the released code has NaN).</remarks>
[Objective("tempo", Source = "Prefix-to-Tree, TEMPO 2025; fatebreaker/tempo compute_tempo_outcome_advantage")]
public sealed partial record Tempo
{
    /// <summary>Added to the standard deviation.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>Whether the advantage is divided by the group's standard deviation; not in the way of Dr. GRPO.</summary>
    public bool DividesByDeviation { get; init; } = true;

    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.28;

    [Advantage]
    private Real Advantage(Token t)
    {
        var group = t.Completion.Group.Completions;
        if (group.Count() < 2)
        {
            return 0;
        }

        var credit = t.Completion.Reward - group.Mean(o => o.Reward) + Difference(t);
        return DividesByDeviation ? credit / (group.SampleStd(o => o.Reward) + Epsilon) : credit;
    }

    [Loss]
    private Real Loss(Token t) => ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow, ClipHigh);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    private static Real Difference(Token t) => Value(t) - (t.IsFirst ? t.Completion.Group.Completions.Mean(o => o.Reward) : Value(t.Previous));

    private static Real Value(Token t) => t.Node.Tokens.Mean(u => u.Completion.Reward);
}
