// source: a reference policy that was not frozen
// range: n/a
// bounded: n/a
// centred: n/a
// saturating: n/a
// monotone: no
// warns: PAR303
// because: the reference's log-probability carries gradient, so the reference moves to the policy

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Bugs;

[Objective("bug-reference-differentiated")]
public sealed partial record ReferenceDifferentiated
{
    [Range(0, 1, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.01;

    [Loss]
    private Real Loss(Token t)
    {
        var d = t.ReferenceLogProb - t.LogProb;
        return -t.Advantage * Exp(t.LogProb - t.OldLogProb) + Beta * (Exp(d) - d - 1);
    }
}
