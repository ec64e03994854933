// source: methods/43-ma-rlhf.md, macro reward of the released code
// range: [-1, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: token rewards up
// warns: none
// because: Σ w r with weights that sum to 1

namespace Paragon.Specimens.Cards;

[Objective("card-macro-mean")]
public sealed partial record MacroMean
{
    [Reward]
    private static Real MacroReward(Segment k) => k.Tokens.Count() == 0 ? 0 : k.Tokens.Mean(t => t.TokenReward);
}
