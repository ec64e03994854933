// source: methods/00-reward-library.md, 'kimi_len' (Kimi 1.5)
// range: [-0.5, 0.5]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: no
// warns: none
// because: λ = ½ - (L - L_min)/(L_max - L_min), only its negative part when wrong; no longer when all lengths are equal. The group's extremes contain the answer's own length

namespace Paragon.Specimens.Library;

[Objective("library-kimi-length")]
public sealed partial record KimiLength
{
    [Reward]
    private static Real Shaped(Completion y)
    {
        var shortest = y.Group.Completions.Min(o => o.Tokens.Count());
        var longest = y.Group.Completions.Max(o => o.Tokens.Count());
        if (longest == shortest)
        {
            return 0;
        }

        var place = 0.5 - (y.Tokens.Count() - shortest) / (longest - shortest);
        return y.IsCorrect ? place : Min(0, place);
    }
}
