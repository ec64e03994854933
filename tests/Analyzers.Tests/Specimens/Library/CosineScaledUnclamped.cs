// source: methods/00-reward-library.md, 'cosine_scaled' unclamped (open-r1)
// range: [-1, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: no
// warns: none
// because: bounded but periodic: twice the longest length scores like an empty answer

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

[Objective("library-cosine-unclamped")]
public sealed partial record CosineScaledUnclamped
{
    [Range(1, 1000000)]
    public double MaxLength { get; init; } = 1000;

    [Reward]
    private Real Shaped(Completion y) => y.IsCorrect ? Scaled(y, 0.5, 1) : Scaled(y, -0.5, -1);

    private Real Scaled(Completion y, Real low, Real high) =>
        low + 0.5 * (high - low) * (1 + Cos(Math.PI * y.Tokens.Count() / MaxLength));
}
