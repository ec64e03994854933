// source: methods/00-reward-library.md, 'gsm8k'
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: correct up
// warns: none
// because: 1, the format score, or 0 if nothing was extracted

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

[Objective("library-gsm8k")]
public sealed partial record Gsm8k
{
    [Range(0, 1)]
    public double FormatScore { get; init; }

    [Reward]
    private Real Shaped(Completion y) => !y.IsExtracted ? 0 : y.IsCorrect ? 1 : FormatScore;
}
