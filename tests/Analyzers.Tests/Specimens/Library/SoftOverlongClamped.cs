// source: methods/00-reward-library.md, 'soft_overlong_scaled' with the floor that it lacks
// range: [-1, 0]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: tokens down
// warns: none
// because: max(min((expected - L)/C, 0), -1) is DAPO's penalty in one line

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

[Objective("library-soft-overlong-clamped")]
public sealed partial record SoftOverlongClamped
{
    [Range(1, 1000000)]
    public double MaxLength { get; init; } = 20480;

    [Range(1, 1000000)]
    public double Cache { get; init; } = 4096;

    [Reward]
    private Real Shaped(Completion y) => Clamp((MaxLength - Cache - y.Tokens.Count()) / Cache, -1, 0);
}
