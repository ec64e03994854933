// source: methods/00-reward-library.md, normalisation 2 (normalize_then_sum, GDPO)
// range: n/a
// bounded: n/a
// centred: n/a
// saturating: n/a
// monotone: accuracy up, format up
// warns: none
// because: each reward is standardised in its group, their sum in the batch; unchanged when one reward is rescaled

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Normalisation;

[Objective("normalisation-normalize-then-sum")]
public sealed partial record NormalizeThenSum
{
    [Range(0, 10)]
    public double FormatWeight { get; init; } = 1;

    [Advantage]
    private Real Advantage(Completion y)
    {
        var batch = y.Batch.Completions;
        return (Sum(y) - batch.Mean(Sum)) / (batch.SampleStd(Sum) + 1e-4);
    }

    private Real Sum(Completion y) => Accuracy(y) + FormatWeight * Format(y);

    private static Real Accuracy(Completion y)
    {
        var group = y.Group.Completions;
        return (y.Accuracy - group.Mean(o => o.Accuracy)) / (group.SampleStd(o => o.Accuracy) + 1e-4);
    }

    private static Real Format(Completion y)
    {
        var group = y.Group.Completions;
        return (y.Format - group.Mean(o => o.Format)) / (group.SampleStd(o => o.Format) + 1e-4);
    }

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
