// source: methods/00-reward-library.md, 'code_tests' weighted_sum (Codeforces mode)
// range: [-1, 1.1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: tests up
// warns: none
// because: {-1, -0.1} and [0, 1.1]

namespace Paragon.Specimens.Library;

[Objective("library-code-weighted")]
public sealed partial record CodeWeighted
{
    [Reward]
    private static Real Shaped(Completion y) =>
        !y.HasCode ? -1 : !y.Compiles ? -0.1 : (y.Tests.All(t => t.Passed) ? 1 : 0) + 0.1 * y.Tests.Mean(t => t.Passed ? 1 : 0);
}
