// source: methods/13-oprl.md, step reward
// range: (-inf, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: log-probability up
// warns: PAR001
// because: β Σ (log π_φ - log π_old): unbounded in both directions, and longer actions accumulate more

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-oprl-step")]
public sealed partial record OprlStep
{
    [Range(0, 10)]
    public double Beta { get; init; } = 0.05;

    [Reward]
    private Real StepReward(Segment k) => Beta * k.Tokens.Sum(t => t.PrmLogProb - t.OldLogProb);
}
