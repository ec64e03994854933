// source: methods/42-par.md, 'vanilla' under ReMax
// range: (-inf, inf)
// bounded: no
// centred: later
// saturating: no
// monotone: score up
// warns: PAR001, PAR003
// because: the reward of the greedy answer to the same prompt is the reference that is subtracted

namespace Paragon.Specimens.Par;

[Objective("par-vanilla-remax")]
public sealed partial record VanillaReMax
{
    [Reward]
    private static Real Shaped(Completion y) => y.Score;

    [Advantage]
    private static Real Advantage(Completion y) => y.Reward - y.GreedyScore;

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
