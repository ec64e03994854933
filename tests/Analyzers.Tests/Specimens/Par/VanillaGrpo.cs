// source: methods/42-par.md, 'vanilla' under GRPO
// range: (-inf, inf)
// bounded: no
// centred: later
// saturating: no
// monotone: score up
// warns: PAR001, PAR003
// because: the group mean that the advantage subtracts takes the scores' origin away

namespace Paragon.Specimens.Par;

[Objective("par-vanilla-grpo")]
public sealed partial record VanillaGrpo
{
    [Reward]
    private static Real Shaped(Completion y) => y.Score;

    [Advantage]
    private static Real Advantage(Completion y)
    {
        var group = y.Group.Completions;
        return (y.Reward - group.Mean(o => o.Reward)) / (group.SampleStd(o => o.Reward) + 1e-8);
    }

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
