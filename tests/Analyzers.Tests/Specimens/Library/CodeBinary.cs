// source: methods/00-reward-library.md, 'code_tests' binary
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: tests up
// warns: none
// because: [k/n > 0.99]

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

[Objective("library-code-binary")]
public sealed partial record CodeBinary
{
    [Range(0, 1)]
    public double Threshold { get; init; } = 0.99;

    [Reward]
    private Real Shaped(Completion y) => y.Tests.Mean(t => t.Passed ? 1 : 0) > Threshold ? 1 : 0;
}
