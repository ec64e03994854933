// source: methods/47-g-ra.md, gated step rewards
// range: [0, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: judgement up
// warns: PAR001
// because: linear in the horizon once the gate is open: farming is still possible after it

namespace Paragon.Specimens.Cards;

[Objective("card-gated-steps")]
public sealed partial record GatedSteps
{
    [Reward]
    private static Real Shaped(Completion y) => y.Accuracy + (y.PassedGate ? y.Segments.Sum(k => k.Judgement) : 0);
}
