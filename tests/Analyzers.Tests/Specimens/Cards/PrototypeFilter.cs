// source: methods/21-mrmbench.md, filter of the policy update
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: score up
// warns: PAR001, PAR002, PAR003
// because: a hard gate on the distance leaves the score as it is

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-prototype-filter")]
public sealed partial record PrototypeFilter
{
    [Range(0, 1000)]
    public double Farthest { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) => y.Distance <= Farthest ? y.Score : 0;
}
