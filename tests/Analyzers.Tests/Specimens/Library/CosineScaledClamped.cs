// source: methods/00-reward-library.md, 'cosine_scaled' clamped (TRL)
// range: [-1, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: no
// warns: none
// because: [-1, -½] and [½, 1]: falls with the length when correct, rises when wrong, flat ends

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

[Objective("library-cosine-clamped")]
public sealed partial record CosineScaledClamped
{
    [Range(1, 1000000)]
    public double MaxLength { get; init; } = 1000;

    [Range(-1, 1)]
    public double MinCorrect { get; init; } = 0.5;

    [Range(-1, 1)]
    public double MaxCorrect { get; init; } = 1;

    [Range(-1, 1)]
    public double MinWrong { get; init; } = -1;

    [Range(-1, 1)]
    public double MaxWrong { get; init; } = -0.5;

    [Reward]
    private Real Shaped(Completion y) => y.IsCorrect ? Scaled(y, MinCorrect, MaxCorrect) : Scaled(y, MaxWrong, MinWrong);

    private Real Scaled(Completion y, Real low, Real high) =>
        low + 0.5 * (high - low) * (1 + Cos(Math.PI * Min(1, y.Tokens.Count() / MaxLength)));
}
