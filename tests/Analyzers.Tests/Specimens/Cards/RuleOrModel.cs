// source: methods/50-basereward.md, rule reward if a verifier applies, else σ(r)
// range: [0, 1]
// bounded: yes
// centred: no
// saturating: yes
// monotone: score up, accuracy up
// warns: PAR002
// because: a score defined up to a constant when the regulariser is 0, squashed around its own zero

namespace Paragon.Specimens.Cards;

[Objective("card-rule-or-model")]
public sealed partial record RuleOrModel
{
    [Reward]
    private static Real Shaped(Completion y) => y.IsVerifiable ? y.Accuracy : Sigmoid(y.Score);
}
