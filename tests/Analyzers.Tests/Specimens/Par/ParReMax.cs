// source: methods/42-par.md, RL side, ReMax
// range: (0, 1)
// bounded: yes
// centred: yes
// saturating: yes
// monotone: score up, references down
// warns: none
// because: -Σ logp (f(r) - f(r_greedy))

namespace Paragon.Specimens.Par;

[Objective("par-remax")]
public sealed partial record ParReMax
{
    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(y.Score - r.Score));

    [Advantage]
    private static Real Advantage(Completion y) => y.Reward - y.BaselineReward;

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
