// source: methods/24-clip-delta.md, 'delta', per step
// range: [-1, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: process up
// warns: none
// because: x_k - x_{k+1}, so the trajectory's sum telescopes to x_1

namespace Paragon.Specimens.Cards;

[Objective("card-process-delta")]
public sealed partial record ProcessDelta
{
    [Reward]
    private static Real StepReward(Segment k) => k.IsLast ? 0 : k.Process - Following(k.Next);

    private static Real Following(Segment k) => k.IsLast ? 0 : k.Process;
}
