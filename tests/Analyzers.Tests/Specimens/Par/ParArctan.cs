// source: methods/42-par.md, 'PAR-arctan'
// range: (-1.5707963267948966, 1.5707963267948966)
// bounded: yes
// centred: yes
// saturating: yes
// monotone: score up, references down
// warns: none
// because: mean_m atan z_m

namespace Paragon.Specimens.Par;

[Objective("par-arctan")]
public sealed partial record ParArctan
{
    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => Atan(y.Score - r.Score));
}
