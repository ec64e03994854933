// source: methods/30-harmo.md
// range: [-2, 2]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up, similarity up, format up
// warns: none
// because: hybrid accuracy, a length term that is flat, linear, then flat at P_max, and the format: [-1 - P_max, 1 + v]

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-harmo")]
public sealed partial record Harmo
{
    [Range(0, 1)]
    public double LargestPenalty { get; init; } = 0.5;

    [Range(0, 1)]
    public double Tolerance { get; init; } = 0.2;

    [Range(0, 1)]
    public double FormatWeight { get; init; } = 0.5;

    [Reward]
    private Real Shaped(Completion y) => (y.IsVerifiable ? y.Accuracy : y.Similarity) + Length(y) + FormatWeight * y.Format;

    private Real Length(Completion y)
    {
        var correct = y.Group.Completions.Where(o => o.IsCorrect);
        if (correct.Count() == 0)
        {
            return 0;
        }

        var shortfall = 1 - y.Tokens.Count() / Max(1, correct.Mean(o => o.Tokens.Count()));
        return -LargestPenalty * Min(1, Max(0, shortfall - Tolerance));
    }
}
