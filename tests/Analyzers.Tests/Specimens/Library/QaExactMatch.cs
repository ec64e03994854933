// source: methods/00-reward-library.md, 'qa_em'
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: correct up
// warns: none
// because: exact hits with more than ten answer tags are divided by 4

namespace Paragon.Specimens.Library;

[Objective("library-qa-exact-match")]
public sealed partial record QaExactMatch
{
    [Reward]
    private static Real Shaped(Completion y) => !y.IsCorrect ? 0 : y.AnswerTags > 10 ? 0.25 : 1;
}
