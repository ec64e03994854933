// source: methods/09-tgdpo.md, weight of a token of the chosen answer
// range: (-inf, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: log-probability up
// warns: PAR001
// because: 1 + α r̂ with an unbounded log-ratio r̂: weights unbounded and possibly negative

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-tgdpo-weight")]
public sealed partial record TgdpoWeight
{
    [Range(0, 1)]
    public double Alpha { get; init; } = 0.5;

    [Range(0, 10)]
    public double Beta { get; init; } = 0.1;

    [Reward(Into = "importance_weight")]
    private Real Weight(Token t) => 1 + Alpha * Beta * (t.PrmLogProb - t.RefLogProb);
}
