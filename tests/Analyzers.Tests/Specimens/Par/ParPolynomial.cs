// source: methods/42-par.md, 'PAR-poly'
// range: [-0.0109, 1.0109]
// bounded: yes
// centred: yes
// saturating: no
// monotone: no
// warns: PAR003
// because: drops at ±5, and is concave only up to z ≈ 3.87

namespace Paragon.Specimens.Par;

[Objective("par-polynomial-centred")]
public sealed partial record ParPolynomial
{
    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => FittedSigmoid.At(y.Score - r.Score));
}
