// source: methods/00-reward-library.md, normalisation 9 (minmax)
// range: [0, 1]
// bounded: yes
// centred: yes
// saturating: no
// monotone: score up
// warns: PAR003
// because: (x - min)/(max - min) of the group, 0 if constant: a common shift cancels. The card's minmax is linear; here a score beyond the others is itself the extreme, so it is flat there

namespace Paragon.Specimens.Normalisation;

[Objective("normalisation-group-minmax")]
public sealed partial record GroupMinMax
{
    [Reward]
    private static Real Shaped(Completion y)
    {
        var low = y.Group.Completions.Min(o => o.Score);
        var high = y.Group.Completions.Max(o => o.Score);
        return high == low ? 0 : (y.Score - low) / (high - low);
    }
}
