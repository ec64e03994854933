// source: methods/17-stax.md, novelty
// range: [0, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: novelty up
// warns: PAR001
// because: a distance to a moving archive, unbounded

namespace Paragon.Specimens.Cards;

[Objective("card-novelty")]
public sealed partial record Novelty
{
    [Reward]
    private static Real Shaped(Completion y) => y.Novelty;
}
