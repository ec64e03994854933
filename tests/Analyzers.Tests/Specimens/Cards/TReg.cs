// source: methods/01-t-reg.md, token reward
// range: (-0.5, 0.5)
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: better log-probability up, worse down
// warns: none
// because: σ(logp_better - logp_worse) - ½: bounded, saturating, centred at "both prompts equally likely"

namespace Paragon.Specimens.Cards;

[Objective("card-t-reg")]
public sealed partial record TReg
{
    [Reward]
    private static Real TokenReward(Token t) => Sigmoid(t.BetterLogProb - t.WorseLogProb) - 0.5;
}
