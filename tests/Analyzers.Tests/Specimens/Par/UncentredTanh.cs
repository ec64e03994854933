// source: methods/42-par.md, 'tanh'
// range: (-1, 1)
// bounded: yes
// centred: no
// saturating: yes
// monotone: score up
// warns: PAR002
// because: tanh r saturates around r = 0 only

namespace Paragon.Specimens.Par;

[Objective("par-tanh")]
public sealed partial record UncentredTanh
{
    [Reward]
    private static Real Shaped(Completion y) => Tanh(y.Score);
}
