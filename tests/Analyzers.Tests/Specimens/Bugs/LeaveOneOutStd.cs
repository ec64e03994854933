// source: https://github.com/NVIDIA-NeMo/RL/pull/4158 (field.md, issue 11)
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up
// warns: PAR201
// because: the others' deviation is 0 where they are all right or all wrong

namespace Paragon.Specimens.Bugs;

[Objective("bug-leave-one-out-std")]
public sealed partial record LeaveOneOutStd
{
    [Reward]
    private static Real Shaped(Completion y) => y.Accuracy;

    [Advantage]
    private static Real Advantage(Completion y) =>
        (y.Reward - y.Siblings.Mean(o => o.Reward)) / y.Siblings.SampleStd(o => o.Reward);

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
