// source: https://github.com/Unakar/Logic-RL/issues/58 = verl commit a65c915 (field.md, issue 8)
// range: n/a
// bounded: n/a
// centred: n/a
// saturating: n/a
// monotone: no
// warns: PAR301
// because: the divergence is subtracted from what is minimised, so it is maximised

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Bugs;

[Objective("bug-kl-wrong-sign")]
public sealed partial record KlWrongSign
{
    [Range(0, 1, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.01;

    [Loss]
    private Real Loss(Token t)
    {
        var d = t.RefLogProb - t.LogProb;
        return -t.Advantage * Exp(t.LogProb - t.OldLogProb) - Beta * (Exp(d) - d - 1);
    }
}
