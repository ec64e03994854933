// source: methods/00-reward-library.md, 'repetition_penalty' (TRL, open-r1)
// range: [-1, 0]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: distinct n-grams up
// warns: none
// because: p (1 - distinct/all), p ≤ 0

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

[Objective("library-repetition")]
public sealed partial record Repetition
{
    [Range(-1, 0)]
    public double Penalty { get; init; } = -1;

    [Reward]
    private Real Shaped(Completion y) => Penalty * (1 - y.DistinctNgrams);
}
