// source: methods/55-portool.md, step reward
// range: [-1.5, 1.5]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: outcome up, format up
// warns: none
// because: |R| ≤ 1 + γ^t_max/2: the best descendant, discounted by its distance, and a format term that never outweighs it

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-tool-tree-step")]
public sealed partial record ToolTreeStep
{
    [Range(0.01, 1)]
    public double Gamma { get; init; } = 0.9;

    [Range(1, 100)]
    public double MostSteps { get; init; } = 10;

    [Reward]
    private Real StepReward(Segment k) =>
        k.Descendants.Max(v => Pow(Gamma, v.Remaining) * v.Outcome) + k.StepFormat * Pow(Gamma, MostSteps) / 2;
}
