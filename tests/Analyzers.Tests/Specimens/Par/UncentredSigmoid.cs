// source: methods/42-par.md, 'sigmoid'
// range: (0, 1)
// bounded: yes
// centred: no
// saturating: yes
// monotone: score up
// warns: PAR002
// because: σ(kr) saturates, but around r = 0, which means nothing

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Par;

[Objective("par-sigmoid")]
public sealed partial record UncentredSigmoid
{
    [Range(0, 100, MinimumIsExclusive = true)]
    public double Steepness { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) => Sigmoid(Steepness * y.Score);
}
