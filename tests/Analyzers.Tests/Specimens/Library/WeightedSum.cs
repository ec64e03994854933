// source: methods/00-reward-library.md, weighted sums with declared weights
// range: [-1, 2]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: correct up, format up, distinct n-grams up
// warns: none
// because: Σ w_k r_k of bounded terms and bounded weights

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

[Objective("library-weighted-sum")]
public sealed partial record WeightedSum
{
    [Range(0, 1)]
    public double CorrectWeight { get; init; } = 1;

    [Range(0, 1)]
    public double FormatWeight { get; init; } = 0.2;

    [Range(0, 1)]
    public double RepetitionWeight { get; init; } = 0.5;

    [Reward]
    private Real Shaped(Completion y) =>
        CorrectWeight * (y.IsCorrect ? 1 : 0) + FormatWeight * y.Format - RepetitionWeight * (1 - y.DistinctNgrams);
}
