// source: methods/02-musicrl.md, user reward model
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: user scores up
// warns: PAR001, PAR002, PAR003
// because: log-odds scale, unbounded and not centred; it over-optimises within 2,000 steps

namespace Paragon.Specimens.Cards;

[Objective("card-musicrl-user")]
public sealed partial record MusicRlUser
{
    [Reward]
    private static Real Shaped(Completion y) => 0.5 * (y.UserScoreFirst + y.UserScoreLast);
}
