// source: methods/48-noisy-rewards-rpr.md, RPR
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: phrases up, repetition down
// warns: none
// because: linear in the phrases, then flat at 20; content-free

namespace Paragon.Specimens.Cards;

[Objective("card-reasoning-pattern")]
public sealed partial record ReasoningPattern
{
    [Reward]
    private static Real Shaped(Completion y) => Max(0, Min(1, y.Phrases / 20) - y.Repetition - y.UserTurns);
}
