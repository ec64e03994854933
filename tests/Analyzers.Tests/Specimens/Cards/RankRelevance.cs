// source: methods/08-rank-grpo.md, exp_inf
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: relevance up
// warns: none
// because: the relevance of the rank itself

namespace Paragon.Specimens.Cards;

[Objective("card-rank-relevance")]
public sealed partial record RankRelevance
{
    [Reward]
    private static Real Shaped(Segment k) => k.Relevance;
}
