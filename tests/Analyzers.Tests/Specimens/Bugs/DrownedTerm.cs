// source: https://github.com/huggingface/open-r1/issues/373 (field.md, issue 22: the format reward climbs while the answers become gibberish)
// range: [0, 101]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up, format up
// warns: PAR007
// because: the format's range is a hundred times the accuracy's

namespace Paragon.Specimens.Bugs;

[Objective("bug-drowned-term")]
public sealed partial record DrownedTerm
{
    [Reward]
    private static Real Shaped(Completion y) => y.Accuracy + 100 * y.Format;
}
