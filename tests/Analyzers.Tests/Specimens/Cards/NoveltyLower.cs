// source: methods/40-novelty-hrl.md, lower reward
// range: [0, 2]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: engaged up, novel up
// warns: none
// because: e + λ ν in [0, 1 + λ]

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-novelty-lower")]
public sealed partial record NoveltyLower
{
    [Range(0, 1)]
    public double Weight { get; init; } = 0.5;

    [Reward]
    private Real Shaped(Segment k) => k.Engaged + Weight * k.Novel;
}
