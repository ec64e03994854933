// source: methods/00-reward-library.md, 'tag_count' (open-r1)
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: format up
// warns: none
// because: {0, 1/4, ..., 1}: a quarter for each tag that occurs exactly once

namespace Paragon.Specimens.Library;

[Objective("library-tag-count")]
public sealed partial record TagCount
{
    [Reward]
    private static Real Shaped(Completion y) => y.Format;
}
