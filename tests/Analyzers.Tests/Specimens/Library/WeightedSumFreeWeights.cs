// source: methods/00-reward-library.md, 'All are bounded except user-weighted sums'
// range: [0, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: correct up, format up
// warns: PAR001
// because: the weights are declared up to infinity

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

[Objective("library-weighted-sum-free-weights")]
public sealed partial record WeightedSumFreeWeights
{
    [Range(0, double.PositiveInfinity)]
    public double CorrectWeight { get; init; } = 1;

    [Range(0, double.PositiveInfinity)]
    public double FormatWeight { get; init; } = 0.2;

    [Reward]
    private Real Shaped(Completion y) => CorrectWeight * (y.IsCorrect ? 1 : 0) + FormatWeight * y.Format;
}
