// source: methods/42-par.md, 'PAR-tanh'
// range: (-1, 1)
// bounded: yes
// centred: yes
// saturating: yes
// monotone: score up, references down
// warns: none
// because: mean_m tanh z_m = 2 PAR(k = 2) - 1

namespace Paragon.Specimens.Par;

[Objective("par-tanh-centred")]
public sealed partial record ParTanh
{
    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => Tanh(y.Score - r.Score));
}
