// source: methods/00-reward-library.md, 'reasoning_steps' (open-r1)
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: steps up
// warns: none
// because: min(1, m/3): linear, flat at 3

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

[Objective("library-reasoning-steps")]
public sealed partial record ReasoningSteps
{
    [Range(1, 100)]
    public double Target { get; init; } = 3;

    [Reward]
    private Real Shaped(Completion y) => Min(1, y.ReasoningSteps / Target);
}
