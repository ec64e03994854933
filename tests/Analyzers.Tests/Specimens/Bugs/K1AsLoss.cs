// source: https://github.com/allenai/open-instruct/issues/534, https://github.com/verl-project/verl/pull/2953, slime's default (field.md, issue 9)
// range: n/a
// bounded: n/a
// centred: n/a
// saturating: n/a
// monotone: no
// warns: PAR304
// because: the expected on-policy gradient of k1 is zero: the penalty does nothing

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Bugs;

[Objective("bug-k1-as-loss")]
public sealed partial record K1AsLoss
{
    [Range(0, 1, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.01;

    [Loss]
    private Real Loss(Token t) => -t.Advantage * Exp(t.LogProb - t.OldLogProb) + Beta * (t.LogProb - t.RefLogProb);
}
