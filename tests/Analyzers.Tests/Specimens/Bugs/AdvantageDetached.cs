// source: the same actor-critic loss with a stop-gradient
// range: n/a
// bounded: n/a
// centred: n/a
// saturating: n/a
// monotone: no
// warns: none
// because: the critic has its own loss

namespace Paragon.Specimens.Bugs;

[Objective("bug-advantage-detached")]
public sealed partial record AdvantageDetached
{
    [Loss]
    private static Real Actor(Token t) => -StopGradient(t.Return - t.Value) * t.LogProb;

    [Loss]
    private static Real Critic(Token t) => 0.5 * Square(t.Value - t.Return);
}
