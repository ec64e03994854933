// source: methods/02-musicrl.md, text and quality reward
// range: [-10, 20]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: similarity up, opinion up
// warns: none
// because: text in [-1, 1], quality in [0, 1], each with a bounded weight

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-musicrl-mixed")]
public sealed partial record MusicRlMixed
{
    [Range(0, 10)]
    public double TextWeight { get; init; } = 1;

    [Range(0, 10)]
    public double QualityWeight { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) =>
        TextWeight * y.Segments.Mean(k => k.TextSimilarity) + QualityWeight * y.Segments.Mean(k => (k.Opinion - 1) / 4);
}
