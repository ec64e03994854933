// source: methods/07-fgaif.md, sum over a response
// range: (-inf, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: verdicts up
// warns: PAR001
// because: +Σw for each faithful segment: splitting into more trivially true clauses raises it

namespace Paragon.Specimens.Cards;

[Objective("card-fgaif-response")]
public sealed partial record FgAifResponse
{
    [Reward]
    private static Real Shaped(Completion y) => y.Segments.Sum(k => k.Objects + k.Attributes + k.Relations);
}
