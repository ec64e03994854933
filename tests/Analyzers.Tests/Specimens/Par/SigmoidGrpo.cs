// source: methods/42-par.md, 'sigmoid' under GRPO
// range: (0, 1)
// bounded: yes
// centred: no
// saturating: yes
// monotone: score up
// warns: PAR002
// because: σ(r + c) - mean σ(r_j + c) still depends on c: a reward model with an offset of 10 saturates the whole group

namespace Paragon.Specimens.Par;

[Objective("par-sigmoid-grpo")]
public sealed partial record SigmoidGrpo
{
    [Reward]
    private static Real Shaped(Completion y) => Sigmoid(y.Score);

    [Advantage]
    private static Real Advantage(Completion y)
    {
        var group = y.Group.Completions;
        return (y.Reward - group.Mean(o => o.Reward)) / (group.SampleStd(o => o.Reward) + 1e-8);
    }

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
