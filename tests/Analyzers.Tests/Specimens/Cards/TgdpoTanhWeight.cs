// source: methods/09-tgdpo.md, 'clip or tanh the guide'
// range: [0.01, 1.99]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: log-probability up
// warns: none
// because: α sup|r̂| < 1 keeps the weight positive

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-tgdpo-tanh-weight")]
public sealed partial record TgdpoTanhWeight
{
    [Range(0, 0.99)]
    public double Alpha { get; init; } = 0.5;

    [Reward(Into = "importance_weight")]
    private Real Weight(Token t) => 1 + Alpha * Tanh(t.PrmLogProb - t.RefLogProb);
}
