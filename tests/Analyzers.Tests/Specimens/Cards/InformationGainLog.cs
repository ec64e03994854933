// source: methods/28-igpo.md, turn reward with gain=logprob
// range: (-inf, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: belief up, belief before down
// warns: PAR001
// because: raising tiny probabilities pays as much as raising large ones, without bound

namespace Paragon.Specimens.Cards;

[Objective("card-information-gain-log")]
public sealed partial record InformationGainLog
{
    [Reward]
    private static Real TurnReward(Segment k) => k.IsLast ? k.Completion.Accuracy : k.Belief - k.BeliefBefore;
}
