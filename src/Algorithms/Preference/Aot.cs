using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>
/// Alignment by optimal transport for paired data (Melnyk et al. 2024): the policy's margins dominate the reference's
/// as distributions, so both are sorted over the batch and compared place by place.
/// </summary>
/// <remarks>TRL's <c>aot</c>. The value of pair i is that of the i-th smallest margins. With one pair it is <see cref="CDpo"/>.</remarks>
[Objective("aot", Source = "Melnyk et al. 2024, arXiv:2406.05882")]
public sealed partial record Aot
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
        Real policy = pair.Batch.Pairs.Sorted(q => LogProb(q.Chosen) - LogProb(q.Rejected), at: pair);
        Real reference = pair.Batch.Pairs.Sorted(q => RefLogProb(q.Chosen) - RefLogProb(q.Rejected), at: pair);
        return SmoothedLogistic(Beta * (policy - reference), LabelSmoothing);
    }

    private static Real RefLogProb(Completion y) => y.Tokens.Sum(t => t.RefLogProb);
}
