// source: methods/23-ppr-renorm.md, ReNorm
// range: [-1, 2]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: judgement up, accuracy up
// warns: none
// because: r̂ in [-β, 2 - β] for each turn; the answer's turn keeps the outcome

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-turn-renorm")]
public sealed partial record TurnRenorm
{
    [Range(0, 1)]
    public double Beta { get; init; } = 1;

    [Reward]
    private Real TurnReward(Segment k) =>
        k.IsLast ? k.Completion.Accuracy : k.Judgement + k.Completion.Accuracy - Beta;
}
