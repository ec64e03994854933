// source: methods/39-rlfr.md, token reward
// range: [-1, 0]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: no
// warns: none
// because: -λ s̄ with s̄ min-max scaled over the answer's tokens: one-sided, relative within the answer

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-sparse-flow")]
public sealed partial record SparseFlow
{
    [Range(0, 1)]
    public double Weight { get; init; } = 0.01;

    [Range(0, 1)]
    public double Threshold { get; init; } = 0.5;

    [Reward]
    private Real TokenReward(Token t)
    {
        var low = t.Completion.Tokens.Min(u => u.Deviation);
        var high = t.Completion.Tokens.Max(u => u.Deviation);
        var scaled = high == low ? 0 : (t.Deviation - low) / (high - low);
        return scaled > Threshold ? -Weight * scaled : 0;
    }
}
