// source: methods/48-noisy-rewards-rpr.md, RM calibration
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: no
// warns: PAR001, PAR002, PAR003
// because: falls by c·rpr at the threshold, and scores above 1 or far below 0 pass through

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-calibrated")]
public sealed partial record Calibrated
{
    [Range(0, 1)]
    public double Threshold { get; init; } = 0.5;

    [Range(0, 1)]
    public double Correction { get; init; } = 0.1;

    [Reward]
    private Real Shaped(Completion y)
    {
        var pattern = Max(0, Min(1, y.Phrases / 20) - y.Repetition - y.UserTurns);
        return y.Score < Threshold ? Min(1, y.Score + Correction * pattern) : y.Score;
    }
}
