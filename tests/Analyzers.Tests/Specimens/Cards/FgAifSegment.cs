// source: methods/07-fgaif.md, segment reward
// range: [-3, 3]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: verdicts up
// warns: none
// because: per segment in [-Σw, Σw]

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-fgaif-segment")]
public sealed partial record FgAifSegment
{
    [Range(0, 1)]
    public double ObjectWeight { get; init; } = 1;

    [Range(0, 1)]
    public double AttributeWeight { get; init; } = 1;

    [Range(0, 1)]
    public double RelationWeight { get; init; } = 1;

    [Reward]
    private Real Shaped(Segment k) => ObjectWeight * k.Objects + AttributeWeight * k.Attributes + RelationWeight * k.Relations;
}
