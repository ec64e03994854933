// source: methods/42-par.md, length penalty and ceiling (on by default in every run, before shaping)
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: score up, tokens down
// warns: PAR001, PAR002, PAR003
// because: min(r - 0.01 max(0, length - 300), c)

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Par;

[Objective("par-length-penalty")]
public sealed partial record LengthPenaltyAndCeiling
{
    [Range(0, 100000)]
    public double ValidLength { get; init; } = 300;

    [Range(0, 1)]
    public double Slope { get; init; } = 0.01;

    [Range(0, double.PositiveInfinity)]
    public double Highest { get; init; } = double.PositiveInfinity;

    [Reward]
    private Real Shaped(Completion y) => Min(y.Score - Slope * Max(0, y.Tokens.Count() - ValidLength), Highest);
}
