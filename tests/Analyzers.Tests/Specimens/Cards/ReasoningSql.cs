// source: methods/20-reasoning-sql.md
// range: [0, 6]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: all parts up
// warns: none
// because: [0, Σw]; the group normalisation centres it

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-reasoning-sql")]
public sealed partial record ReasoningSql
{
    [Range(0, 1)]
    public double JudgeWeight { get; init; } = 1;

    [Range(0, 2)]
    public double ExecutionWeight { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) =>
        ExecutionWeight * y.Accuracy + (y.Accuracy == 1 ? 0 : JudgeWeight * y.Judge) + y.Executes + 0.5 * (y.SchemaOverlap + y.NgramOverlap) + y.Format;
}
