using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Hinge loss of the implicit rewards' margin, as in RSO (Liu et al. 2023): stops pushing at a margin of 1.</summary>
/// <remarks>TRL's <c>hinge</c>. At a margin of exactly 1 the gradient is half of that below it; TRL's is 0 there.</remarks>
[Objective("dpo-hinge", Source = "Liu et al. 2023 (RSO), arXiv:2309.06657")]
public sealed partial record DpoHinge
{
    /// <summary>Strength of the pull toward the reference policy: one over the margin of log-ratios that is enough.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) => Link(Beta * Margin(pair));

    internal static Real Link(Real z) => Max(0, 1 - z);
}
