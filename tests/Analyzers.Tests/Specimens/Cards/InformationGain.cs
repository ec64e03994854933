// source: methods/28-igpo.md, turn reward with gain=prob
// range: [-1, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: belief up, belief before down
// warns: none
// because: the difference of two probabilities; the last turn gets the outcome

namespace Paragon.Specimens.Cards;

[Objective("card-information-gain")]
public sealed partial record InformationGain
{
    [Reward]
    private static Real TurnReward(Segment k) => k.IsLast ? k.Completion.Accuracy : Exp(k.Belief) - Exp(k.BeliefBefore);
}
