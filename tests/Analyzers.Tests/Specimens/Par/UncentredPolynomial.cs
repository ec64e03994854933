// source: methods/42-par.md, 'PAR-poly' (the golden file of the uncentred one)
// range: [-0.0109, 1.0109]
// bounded: yes
// centred: no
// saturating: no
// monotone: no
// warns: PAR002, PAR003
// because: as PAR-poly, around r = 0

namespace Paragon.Specimens.Par;

[Objective("par-polynomial")]
public sealed partial record UncentredPolynomial
{
    [Reward]
    private static Real Shaped(Completion y) => FittedSigmoid.At(y.Score);
}
