// source: field.md, issue 21: the term that one trains is not the one that carries gradient
// range: n/a
// bounded: n/a
// centred: n/a
// saturating: n/a
// monotone: no
// warns: PAR302
// because: the log-probability of the old policy is a constant

namespace Paragon.Specimens.Bugs;

[Objective("bug-no-gradient")]
public sealed partial record NoGradient
{
    [Loss]
    private static Real Loss(Token t) => -t.Advantage * t.OldLogProb;
}
