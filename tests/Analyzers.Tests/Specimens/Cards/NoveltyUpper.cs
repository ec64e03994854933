// source: methods/40-novelty-hrl.md, upper reward
// range: [0, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: engaged up
// warns: PAR001
// because: the card's [0, T + λ]: a sum of T engagements, and nothing bounds T

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-novelty-upper")]
public sealed partial record NoveltyUpper
{
    [Range(0, 1)]
    public double Weight { get; init; } = 0.5;

    [Reward]
    private Real Shaped(Completion y) => y.Segments.Sum(k => k.Engaged) + Weight * y.Segments.Mean(k => k.Novel);
}
