// source: methods/00-reward-library.md, 'ioi_subtask'
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: tests up
// warns: none
// because: the smallest score of its tests, rounded, 0 without tests

namespace Paragon.Specimens.Library;

[Objective("library-ioi-subtask")]
public sealed partial record IoiSubtask
{
    [Reward]
    private static Real Shaped(Completion y) => y.Tests.Count() == 0 ? 0 : Floor(100 * y.Tests.Min(t => t.Score) + 0.5) / 100;
}
