// source: methods/42-par.md, 'vanilla' under PPO
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: score up
// warns: PAR001, PAR002, PAR003
// because: a critic is no group mean: with γλ < 1 a common shift reaches early tokens less than late ones

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Par;

[Objective("par-vanilla-ppo")]
public sealed partial record VanillaPpo
{
    [Range(0, 1)]
    public double Lambda { get; init; } = 0.95;

    [Reward]
    private static Real Shaped(Completion y) => y.Score;

    [Advantage]
    private Real Advantage(Token t) => t.AndAfter.Discounted(Lambda, Delta);

    private static Real Delta(Token t) => (t.IsLast ? t.Completion.Reward : t.Next.OldValue) - t.OldValue;

    [Loss]
    private static Real Loss(Token t) => -t.Advantage * t.LogProb;
}
