using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Optimal token baseline: at each position the group's mean return, weighted by each completion's realised energy, the sum of
/// 1 - 2π + Σπ² so far, times the squared importance weight; PPO's loss.
/// </summary>
/// <remarks>
/// verl's. Needs the position level, and <c>sum_squared_probability</c> of the tokens. A single
/// completion has baseline 0.
/// </remarks>
[Objective("optimal-token-baseline", Source = "verl compute_optimal_token_baseline_advantage")]
public sealed partial record OptimalTokenBaseline
{
    /// <summary>Whether the one longest completion has baseline 0 past the length of the second longest, where it is alone.</summary>
    public bool HandlesZeroTail { get; init; }

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
    private Real Advantage(Token t) => HasBaseline(t) ? Return(t) - Baseline(t) : Return(t);

    [Loss]
    private Real Loss(Token t) => ClippedSurrogate.OfToken(t, ClipLow, ClipHigh, DualClip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsTokenClipped(t, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    private Real Baseline(Token t) =>
        t.Position.Tokens.Sum(u => Return(u) * Energy(u)) / (t.Position.Tokens.Sum(Energy) + Verl.Epsilon);

    private static Real Energy(Token t) =>
        t.AndBefore.Sum(u => (1 - (2 * Exp(u.OldLogProb)) + u.SumSquaredProbability) * Square(u.ImportanceWeight));

    private bool HasBaseline(Token t) =>
        !OutcomeAdvantage.IsAlone(t.Completion) && !(HandlesZeroTail && IsInTail(Index(t.Position), t.Completion));

    private static Real Index(Position p) => p.AndBefore.Count() - 1;

    private static bool IsInTail(Real index, Completion y) =>
        y.Siblings.All(s => s.Tokens.Count() < y.Tokens.Count() && s.Tokens.Count() <= index);
}
