// source: an actor-critic loss without detach: the critic learns to make the advantage small
// range: n/a
// bounded: n/a
// centred: n/a
// saturating: n/a
// monotone: no
// warns: PAR303
// because: the gradient reaches the value head through the advantage

namespace Paragon.Specimens.Bugs;

[Objective("bug-advantage-differentiated")]
public sealed partial record AdvantageDifferentiated
{
    [Loss]
    private static Real Loss(Token t) => -(t.Return - t.Value) * t.LogProb;
}
