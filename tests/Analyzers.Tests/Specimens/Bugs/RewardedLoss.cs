// source: the sign of a maximised objective handed to a minimiser (field.md, section 2: a flipped sign passes TRL's loss tests)
// range: n/a
// bounded: n/a
// centred: n/a
// saturating: n/a
// monotone: no
// warns: PAR301
// because: the loss grows with advantage times log-probability: better answers become less likely

namespace Paragon.Specimens.Bugs;

[Objective("bug-rewarded-loss")]
public sealed partial record RewardedLoss
{
    [Loss]
    private static Real Loss(Token t) => t.Advantage * t.LogProb;
}
