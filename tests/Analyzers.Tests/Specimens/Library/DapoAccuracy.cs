// source: methods/00-reward-library.md, 'dapo_minerva'
// range: [-1, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: correct up
// warns: none
// because: +1 or -1

namespace Paragon.Specimens.Library;

[Objective("library-dapo-accuracy")]
public sealed partial record DapoAccuracy
{
    [Reward]
    private static Real Shaped(Completion y) => y.IsCorrect ? 1 : -1;
}
