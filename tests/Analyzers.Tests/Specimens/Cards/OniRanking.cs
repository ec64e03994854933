// source: methods/10-oni.md, ranking
// range: [0, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: score up
// warns: PAR001, PAR002, PAR003
// because: z where z > ε, else 0: unbounded above, with a jump

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-oni-ranking")]
public sealed partial record OniRanking
{
    [Range(0, 5)]
    public double Threshold { get; init; } = 0.5;

    [Reward]
    private Real Shaped(Completion y) => y.Score > Threshold ? y.Score : 0;
}
