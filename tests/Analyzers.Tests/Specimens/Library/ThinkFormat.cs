// source: methods/00-reward-library.md, 'think_format' (TRL)
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: format up
// warns: none
// because: {0, 1}, a step; empty reasoning scores 1

namespace Paragon.Specimens.Library;

[Objective("library-think-format")]
public sealed partial record ThinkFormat
{
    [Reward]
    private static Real Shaped(Completion y) => y.Format;
}
