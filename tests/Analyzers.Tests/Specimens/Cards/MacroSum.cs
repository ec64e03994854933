// source: methods/43-ma-rlhf.md, macro reward of the paper
// range: (-inf, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: token rewards up
// warns: PAR001
// because: Σ of the macro's token rewards: the return stays whatever the segmentation, the macro's own reward grows with its length

namespace Paragon.Specimens.Cards;

[Objective("card-macro-sum")]
public sealed partial record MacroSum
{
    [Reward]
    private static Real MacroReward(Segment k) => k.Tokens.Sum(t => t.TokenReward);
}
