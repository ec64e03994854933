// source: a group statistic as the reward (field.md, issue 16: one value broadcast to the batch)
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up
// warns: PAR012
// because: every completion of the prompt gets the same

namespace Paragon.Specimens.Bugs;

[Objective("bug-constant-in-group")]
public sealed partial record ConstantInGroup
{
    [Reward]
    private static Real Shaped(Completion y) => y.Group.Completions.Mean(o => o.Accuracy);
}
