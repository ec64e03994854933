// source: methods/53-lucy-skg.md, KRC
// range: [-1, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: no
// warns: none
// because: sgn (Π |R_i|)^(1/n), sgn = 1 iff all R_i ≥ 0: one bad part cannot be bought off by another

namespace Paragon.Specimens.Cards;

[Objective("card-conjunctive-reward")]
public sealed partial record ConjunctiveReward
{
    [Reward]
    private static Real Shaped(Segment k)
    {
        var size = Pow(Abs(k.Alignment) * Abs(k.Approach) * k.Closeness, 1.0 / 3);
        return k.Alignment >= 0 && k.Approach >= 0 ? size : -size;
    }
}
