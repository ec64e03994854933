// source: methods/42-par.md, 'ceil'
// range: (-inf, 10]
// bounded: no
// centred: no
// saturating: no
// monotone: score up
// warns: PAR001, PAR002, PAR003
// because: min(r, c): bounded above only, and its slope stays 1 below the ceiling

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Par;

[Objective("par-ceiling")]
public sealed partial record Ceiling
{
    [Range(0, 10)]
    public double Highest { get; init; } = 3;

    [Reward]
    private Real Shaped(Completion y) => Min(y.Score, Highest);
}
