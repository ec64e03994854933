// source: methods/10-oni.md, retrieval and classification
// range: [0, 2]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up, helpful up
// warns: none
// because: {0, c} n^-β beside the task's part: never negative, an initial jump and then a decay with the count

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-oni-retrieval")]
public sealed partial record OniRetrieval
{
    [Range(0, 1)]
    public double Weight { get; init; } = 0.1;

    [Range(0, 3)]
    public double Decay { get; init; } = 0.5;

    [Reward]
    private Real Shaped(Completion y) => y.Accuracy + Weight * y.Helpful * Pow(y.Visits, -Decay);
}
