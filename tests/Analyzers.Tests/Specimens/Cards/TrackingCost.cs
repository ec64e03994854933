// source: methods/56-language-to-rewards.md, smooth_abs
// range: (-inf, 0]
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: no
// warns: PAR001, PAR005
// because: -w (√(x² + p²) - p): at most 0, and linear without end away from the target

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-tracking-cost")]
public sealed partial record TrackingCost
{
    [Range(0, 1)]
    public double Weight { get; init; } = 0.5;

    [Range(0.01, 1)]
    public double Rounding { get; init; } = 0.1;

    [Reward]
    private Real Shaped(Segment k) => -Weight * (Sqrt(Square(k.HeightError) + Square(Rounding)) - Rounding);
}
