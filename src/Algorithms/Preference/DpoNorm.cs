using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Length-normalised DPO (Lambert et al. 2024, Tülu 3): log-ratios per token.</summary>
/// <remarks>TRL's <c>sigmoid_norm</c>.</remarks>
[Objective("dpo-norm", Source = "Lambert et al. 2024, arXiv:2411.15124")]
public sealed partial record DpoNorm
{
    /// <summary>Strength of the pull toward the reference policy; larger than DPO's, for it acts per token.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) => Dpo.Link(Beta * (MeanLogRatio(pair.Chosen) - MeanLogRatio(pair.Rejected)));
}
