using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Noise contrastive alignment for pairs (Chen et al. 2024): raises the chosen completion's likelihood itself, not only the margin.</summary>
/// <remarks>TRL's <c>nca_pair</c>.</remarks>
[Objective("nca-pair", Source = "Chen et al. 2024, arXiv:2402.05369")]
public sealed partial record NcaPair
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) => Link(Beta * LogRatio(pair.Chosen), Beta * LogRatio(pair.Rejected));

    internal static Real Link(Real chosen, Real rejected) =>
        -LogSigmoid(chosen) - (0.5 * LogSigmoid(-chosen)) - (0.5 * LogSigmoid(-rejected));
}
