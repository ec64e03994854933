// source: methods/15-flr.md, one category
// range: (-inf, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: praise up, complaint down
// warns: PAR001
// because: log-ratios of replies, unbounded on both sides: squash before using as an RL reward

namespace Paragon.Specimens.Cards;

[Objective("card-follow-up")]
public sealed partial record FollowUp
{
    [Reward]
    private static Real Shaped(Completion y) => y.PraiseLogProb - y.ComplaintLogProb;
}
