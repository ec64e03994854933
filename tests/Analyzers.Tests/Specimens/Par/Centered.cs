// source: methods/42-par.md, 'centered'
// range: (-inf, inf)
// bounded: no
// centred: yes
// saturating: no
// monotone: score up, references down
// warns: PAR001, PAR003
// because: mean_m z_m depends only on differences of scores, but is linear in them

namespace Paragon.Specimens.Par;

[Objective("par-centered")]
public sealed partial record Centered
{
    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => y.Score - r.Score);
}
