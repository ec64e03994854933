using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>
/// Alignment by optimal transport for unpaired data (Melnyk et al. 2024): the chosen log-ratios dominate the rejected
/// ones as distributions, so both are sorted over the batch and compared place by place.
/// </summary>
/// <remarks>TRL's <c>aot_unpaired</c>. The value of pair i is that of the i-th smallest log-ratios. With one pair it is <see cref="CDpo"/>.</remarks>
[Objective("aot-unpaired", Source = "Melnyk et al. 2024, arXiv:2406.05882")]
public sealed partial record AotUnpaired
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>ε: probability that a label is wrong.</summary>
    [Range(0, 0.5)]
    public double LabelSmoothing { get; init; }

    [Loss]
    private Real Loss(Pair pair)
    {
        Real chosen = pair.Batch.Pairs.Sorted(q => LogRatio(q.Chosen), at: pair);
        Real rejected = pair.Batch.Pairs.Sorted(q => LogRatio(q.Rejected), at: pair);
        return SmoothedLogistic(Beta * (chosen - rejected), LabelSmoothing);
    }
}
