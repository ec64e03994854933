// source: methods/00-reward-library.md, normalisation 5 (verifiers; Dr. GRPO)
// range: (-inf, inf)
// bounded: no
// centred: later
// saturating: no
// monotone: score up
// warns: PAR001, PAR003
// because: r - group mean, no division

namespace Paragon.Specimens.Normalisation;

[Objective("normalisation-group-mean")]
public sealed partial record GroupMeanOnly
{
    [Reward]
    private static Real Total(Completion y) => y.Score;

    [Advantage]
    private static Real Advantage(Completion y) => y.Reward - y.Group.Completions.Mean(o => o.Reward);

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
