// source: methods/00-reward-library.md, 'format_think_answer' (open-r1)
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: format up
// warns: none
// because: {0, 1}, a step

namespace Paragon.Specimens.Library;

[Objective("library-format-think-answer")]
public sealed partial record FormatThinkAnswer
{
    [Reward]
    private static Real Shaped(Completion y) => y.Format;
}
