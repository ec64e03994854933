// source: tunix's group of one, and every GRPO without epsilon (field.md, 1b)
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up
// warns: PAR201
// because: a group of equal rewards divides by zero

namespace Paragon.Specimens.Bugs;

[Objective("bug-group-std-without-epsilon")]
public sealed partial record GroupStdWithoutEpsilon
{
    [Reward]
    private static Real Shaped(Completion y) => y.Accuracy;

    [Advantage]
    private static Real Advantage(Completion y)
    {
        var group = y.Group.Completions;
        return (y.Reward - group.Mean(o => o.Reward)) / group.SampleStd(o => o.Reward);
    }

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
