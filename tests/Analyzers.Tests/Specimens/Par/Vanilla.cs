// source: methods/42-par.md, 'vanilla'
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: score up
// warns: PAR001, PAR002, PAR003
// because: r itself: no bound, no centre, linear

namespace Paragon.Specimens.Par;

[Objective("par-vanilla")]
public sealed partial record Vanilla
{
    [Reward]
    private static Real Shaped(Completion y) => y.Score;
}
