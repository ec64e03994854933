using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Binary classification of chosen against rejected by their implicit rewards, for pairs and without a reward shift (Jung et al. 2024).</summary>
/// <remarks>TRL's <c>bco_pair</c>. With the running mean of rewards as the shift it is <see cref="Bco"/>.</remarks>
[Objective("bco-pair", Source = "Jung et al. 2024, arXiv:2404.04656, with the shift at 0 as in TRL")]
public sealed partial record BcoPair
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) => Link(Beta * LogRatio(pair.Chosen), Beta * LogRatio(pair.Rejected));

    internal static Real Link(Real chosen, Real rejected) => -LogSigmoid(chosen) - LogSigmoid(-rejected);
}
