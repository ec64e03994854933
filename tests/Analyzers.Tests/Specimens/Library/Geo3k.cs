// source: methods/00-reward-library.md, 'geo3k'
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: correct up, format up
// warns: none
// because: 0.9 acc + 0.1 format

namespace Paragon.Specimens.Library;

[Objective("library-geo3k")]
public sealed partial record Geo3k
{
    [Reward]
    private static Real Shaped(Completion y) => 0.9 * (y.IsCorrect ? 1 : 0) + 0.1 * y.Format;
}
