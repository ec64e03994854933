// source: methods/00-reward-library.md, 'code_tests' rate
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: tests up
// warns: none
// because: k/n

namespace Paragon.Specimens.Library;

[Objective("library-code-rate")]
public sealed partial record CodeRate
{
    [Reward]
    private static Real Shaped(Completion y) => y.Tests.Mean(t => t.Passed ? 1 : 0);
}
