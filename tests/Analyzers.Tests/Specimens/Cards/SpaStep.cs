// source: methods/16-spa-rl.md, step reward
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: contribution up, executable up
// warns: PAR001, PAR002, PAR003
// because: α ĉ + β g with a linear head: not squashed, not centred

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-spa-step")]
public sealed partial record SpaStep
{
    [Range(0.1, 1)]
    public double Alpha { get; init; } = 1;

    [Range(0, 1)]
    public double Beta { get; init; } = 0.5;

    [Reward]
    private Real StepReward(Segment k) => Alpha * k.Contribution + Beta * k.Executable;
}
