// source: methods/52-mm-r5.md, format reward
// range: (-inf, 1]
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: valid share up below 2M
// warns: PAR001
// because: (M - |ℓ - M|)/M is unbounded below in the length of the list: -0.4 at 2.4 M

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-list-format")]
public sealed partial record ListFormat
{
    [Range(1, 1000)]
    public double Candidates { get; init; } = 5;

    [Reward]
    private Real Shaped(Completion y) => (Candidates - Abs(y.ListLength - Candidates)) / Candidates * y.ValidShare;
}
