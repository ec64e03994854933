// source: methods/42-par.md, length penalty before PAR
// range: (0, 1)
// bounded: yes
// centred: yes
// saturating: no
// monotone: score up, references down, tokens down
// warns: PAR003
// because: the penalty moves the place of the largest slope away from z = 0: an answer of 600 tokens gets SgFc's σ(z - 3)

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Par;

[Objective("par-length-penalty-then-par")]
public sealed partial record LengthPenaltyThenPar
{
    [Range(0, 100000)]
    public double ValidLength { get; init; } = 300;

    [Range(0, 1)]
    public double Slope { get; init; } = 0.01;

    [Reward]
    private Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(Penalised(y) - r.Score));

    private Real Penalised(Completion y) => y.Score - Slope * Max(0, y.Tokens.Count() - ValidLength);
}
