// source: methods/24-clip-delta.md, 'none' (PR)
// range: [0, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: process up, accuracy up
// warns: PAR001, PAR010
// because: per step in [0, 1], per trajectory in [0, n], whatever the outcome

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-process-sum-of-probabilities")]
public sealed partial record ProcessSumOfProbabilities
{
    [Range(0.1, 1)]
    public double Alpha { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) => y.Accuracy + Alpha * y.Segments.Sum(k => k.Process);
}
