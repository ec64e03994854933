// source: methods/00-reward-library.md, normalisation 8 (TRL RLOO clips the sum before the baseline)
// range: [-10, 10]
// bounded: yes
// centred: no
// saturating: no
// monotone: score up
// warns: PAR002, PAR003
// because: clamp(r, lo, hi) around 0: bounded, and it stops growing at a corner where the card of PAR asks for f' > 0; the clip depends on the score's origin, and the baseline comes after it

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Normalisation;

[Objective("normalisation-clipped-sum")]
public sealed partial record ClippedSum
{
    [Range(0, 10, MinimumIsExclusive = true)]
    public double Limit { get; init; } = 5;

    [Reward]
    private Real Total(Completion y) => Clamp(y.Score, -Limit, Limit);

    [Advantage]
    private static Real Advantage(Completion y) => y.Reward - y.Siblings.Mean(o => o.Reward);

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
