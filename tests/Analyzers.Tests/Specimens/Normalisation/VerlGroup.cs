// source: methods/00-reward-library.md, normalisation 3 (grpo in verl)
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up
// warns: none
// because: (s - mean)/(std + 1e-6); a group of one keeps its raw score

namespace Paragon.Specimens.Normalisation;

[Objective("normalisation-verl-group")]
public sealed partial record VerlGroup
{
    [Reward]
    private static Real Total(Completion y) => y.Accuracy;

    [Advantage]
    private static Real Advantage(Completion y)
    {
        var group = y.Group.Completions;
        return group.Count() < 2 ? y.Reward : (y.Reward - group.Mean(o => o.Reward)) / (group.SampleStd(o => o.Reward) + 1e-6);
    }

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
