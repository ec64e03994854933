// source: methods/24-clip-delta.md, 'clip', per step
// range: [-1, 0]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: process up
// warns: none
// because: min(r - η, 0) in [-η, 0]: only bad steps count, so shorter is never worse

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-process-clip")]
public sealed partial record ProcessClip
{
    [Range(0, 1)]
    public double Eta { get; init; } = 0.7;

    [Reward]
    private Real StepReward(Segment k) => Min(k.Process - Eta, 0);
}
