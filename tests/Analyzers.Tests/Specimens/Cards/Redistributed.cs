// source: methods/25-lare.md, proxy reward
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: proxy up
// warns: PAR001, PAR002, PAR003
// because: a linear output; only an exact fit makes it return-equivalent

namespace Paragon.Specimens.Cards;

[Objective("card-redistributed")]
public sealed partial record Redistributed
{
    [Reward]
    private static Real Shaped(Segment k) => k.ProxyReward;
}
