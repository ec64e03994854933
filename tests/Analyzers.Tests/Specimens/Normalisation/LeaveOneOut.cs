// source: methods/00-reward-library.md, normalisation 4 (rloo in verl)
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up
// warns: none
// because: s - mean of the others; a group of one gets 0 (the vectorised version)

namespace Paragon.Specimens.Normalisation;

[Objective("normalisation-leave-one-out")]
public sealed partial record LeaveOneOut
{
    [Reward]
    private static Real Total(Completion y) => y.Accuracy;

    [Advantage]
    private static Real Advantage(Completion y) => y.Siblings.Count() == 0 ? 0 : y.Reward - y.Siblings.Mean(o => o.Reward);

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
