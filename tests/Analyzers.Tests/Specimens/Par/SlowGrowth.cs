// source: methods/42-par.md, 'SgFc'
// range: (0, 1)
// bounded: yes
// centred: yes
// saturating: no
// monotone: score up, references down
// warns: PAR003
// because: σ(k (z - 3)): convex on (0, 3), slope 0.045 at the centre instead of 0.25

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Par;

[Objective("par-slow-growth")]
public sealed partial record SlowGrowth
{
    [Range(0, 100, MinimumIsExclusive = true)]
    public double Steepness { get; init; } = 1;

    [Range(0, 10, MinimumIsExclusive = true)]
    public double Shift { get; init; } = 3;

    [Reward]
    private Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(Steepness * (y.Score - r.Score - Shift)));
}
