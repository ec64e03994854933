// source: methods/08-rank-grpo.md, log_decay
// range: [0, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: relevance up
// warns: PAR001
// because: the card's [0, 7.04] is for 20 ranks; Σ 1/log2(j + 1) diverges, and nothing bounds the list

namespace Paragon.Specimens.Cards;

[Objective("card-rank-log-decay")]
public sealed partial record RankLogDecay
{
    [Reward]
    private static Real Shaped(Segment k) => k.AndAfter.Sum(j => j.Relevance * Log(2) / Log(j.AndBefore.Count() + 1));
}
