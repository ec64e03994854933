// source: methods/27-pav.md, effective reward with a best-of-K prover
// range: [-5, 6]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: policy's Q up, prover's Q up, prover's value before down
// warns: none
// because: e = Q^π + α A^μ in [-α, 1 + α]; best of K is concave in the success rate

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-prover-advantage")]
public sealed partial record ProverAdvantage
{
    [Range(0, 5)]
    public double Alpha { get; init; } = 3;

    [Range(1, 16)]
    public int BestOf { get; init; } = 4;

    [Reward]
    private Real StepReward(Segment k) => k.PolicyQ + Alpha * (BestOfK(k.ProverQ) - BestOfK(k.ProverBefore));

    private Real BestOfK(Real q) => 1 - Pow(1 - q, BestOf);
}
