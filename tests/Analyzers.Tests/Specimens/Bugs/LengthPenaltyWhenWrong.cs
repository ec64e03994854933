// source: methods/00-reward-library.md, length rewards: kimi_len and cosine pay for brevity only where the answer is right
// range: [-1, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up, length down
// warns: PAR009
// because: a wrong answer gains by being short, whether or not it is right

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Bugs;

[Objective("bug-length-penalty-when-wrong")]
public sealed partial record LengthPenaltyWhenWrong
{
    [Range(0, 1)]
    public double Weight { get; init; } = 0.5;

    [Reward]
    private Real Shaped(Completion y) => y.Accuracy - Weight * Min(1, y.Tokens.Count() / 1000);
}
