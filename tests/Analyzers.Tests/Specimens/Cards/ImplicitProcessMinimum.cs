// source: methods/36-implicit-prm.md, best-of-N score by the least accumulated value
// range: (-inf, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: log-probability up
// warns: PAR001
// because: the least partial sum: it punishes any dip, and is as unbounded as its parts

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-implicit-process-minimum")]
public sealed partial record ImplicitProcessMinimum
{
    [Range(0, 10)]
    public double Beta { get; init; } = 0.05;

    [Reward]
    private Real Shaped(Completion y) => y.Tokens.Min(t => t.AndBefore.Sum(u => Beta * (u.PrmLogProb - u.RefLogProb)));
}
