// source: methods/54-grpo-lambda.md
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: correct up
// warns: none
// because: 1 - α σ((L - μ)/(σ + ε)) if correct, else 0: falls with the length only where the answer is right, and levels off

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-efficient-when-right")]
public sealed partial record EfficientWhenRight
{
    [Range(0, 1)]
    public double Alpha { get; init; } = 0.5;

    [Reward]
    private Real Shaped(Completion y)
    {
        if (!y.IsCorrect)
        {
            return 0;
        }

        var right = y.Group.Completions.Where(o => o.IsCorrect);
        var place = (y.Tokens.Count() - right.Mean(o => o.Tokens.Count())) / (right.PopulationStd(o => o.Tokens.Count()) + 1e-6);
        return y.IsEfficiencyGroup ? 1 - Alpha * Sigmoid(place) : 1;
    }
}
