// source: methods/00-reward-library.md, normalisation 1 (sum_then_normalize, group)
// range: [0, 2]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up, format up
// warns: none
// because: the sum is bounded; the deviation has an epsilon beside it

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Normalisation;

[Objective("normalisation-sum-then-normalize")]
public sealed partial record SumThenNormalize
{
    [Range(0, 1)]
    public double AccuracyWeight { get; init; } = 1;

    [Range(0, 1)]
    public double FormatWeight { get; init; } = 1;

    [Reward]
    private Real Total(Completion y) => (y.IsApplicable ? AccuracyWeight * y.Accuracy : 0) + FormatWeight * y.Format;

    [Advantage]
    private static Real Advantage(Completion y)
    {
        var group = y.Group.Completions;
        return group.Count() < 2 ? 0 : (y.Reward - group.Mean(o => o.Reward)) / (group.SampleStd(o => o.Reward) + 1e-4);
    }

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
