// source: methods/00-reward-library.md, normalisations 6 and 7 (REINFORCE++, masked_whiten)
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up
// warns: none
// because: the discounted return, whitened over the batch with an epsilon inside the root

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Normalisation;

[Objective("normalisation-reinforce-plus-plus")]
public sealed partial record ReinforcePlusPlus
{
    [Range(0, 1)]
    public double Gamma { get; init; } = 1;

    [Reward]
    private static Real Total(Completion y) => y.Accuracy;

    [Advantage]
    private Real Advantage(Token t)
    {
        var tokens = t.Batch.Tokens;
        return (Return(t) - tokens.Mean(Return)) / Sqrt(tokens.SampleVariance(Return) + 1e-8);
    }

    private Real Return(Token t) => t.AndAfter.Discounted(Gamma, u => u.IsLast ? u.Completion.Reward : 0);

    [Loss]
    private static Real Loss(Token t) => -t.Advantage * t.LogProb;
}
