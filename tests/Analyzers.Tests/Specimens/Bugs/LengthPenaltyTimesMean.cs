// source: prime-rl's length penalty (field.md, 'Sign flip by precondition')
// range: [-2, 2]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: no
// warns: PAR006
// because: multiplied by the group's mean reward, called a pass rate: with rewards (-1, -1, -1, 0) and lengths (100, 50, 10, 10) the longest wrong answer gains 0.18

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Bugs;

[Objective("bug-length-penalty-times-mean")]
public sealed partial record LengthPenaltyTimesMean
{
    [Range(0, 1)]
    public double Weight { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) => y.Outcome - Weight * y.Group.Completions.Mean(o => o.Outcome) * y.RelativeLength;
}
