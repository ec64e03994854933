// source: methods/24-clip-delta.md, 'clip+delta', per step
// range: [-1, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: process up
// warns: none
// because: in [-η, η] for each step, [-η, 0] for their sum

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-process-clip-delta")]
public sealed partial record ProcessClipDelta
{
    [Range(0, 1)]
    public double Eta { get; init; } = 0.7;

    [Reward]
    private Real StepReward(Segment k) => k.IsLast ? 0 : Clipped(k) - (k.Next.IsLast ? 0 : Clipped(k.Next));

    private Real Clipped(Segment k) => Min(k.Process - Eta, 0);
}
