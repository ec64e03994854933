// source: a reward exp(r) as in reward-weighted regression
// range: (0, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: score up
// warns: PAR001, PAR002, PAR003, PAR203
// because: overflows float32 at r = 89

namespace Paragon.Specimens.Bugs;

[Objective("bug-exponential-reward")]
public sealed partial record ExponentialReward
{
    [Reward]
    private static Real Shaped(Completion y) => Exp(y.Score);
}
