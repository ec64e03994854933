// source: methods/42-par.md, 'vanilla', with methods/00-reward-library.md, normalisation 4 (rloo)
// range: (-inf, inf)
// bounded: no
// centred: later
// saturating: no
// monotone: score up
// warns: PAR001, PAR003
// because: the mean of the siblings is subtracted

namespace Paragon.Specimens.Par;

[Objective("par-vanilla-rloo")]
public sealed partial record VanillaRloo
{
    [Reward]
    private static Real Shaped(Completion y) => y.Score;

    [Advantage]
    private static Real Advantage(Completion y) => y.Reward - y.Siblings.Mean(o => o.Reward);

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
