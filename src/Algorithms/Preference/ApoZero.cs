using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Anchored preference optimisation, zero (D'Oosterlinck et al. 2024, eq. 7): the chosen completion up, the rejected one down, each against its own reference.</summary>
/// <remarks>For chosen completions that are better than the model's own. Bounded in [0, 2]; saturates on both sides. TRL's <c>apo_zero</c>.</remarks>
[Objective("apo-zero", Source = "D'Oosterlinck et al. 2024, arXiv:2408.06266, eq. 7")]
public sealed partial record ApoZero
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) => Link(Beta * LogRatio(pair.Chosen), Beta * LogRatio(pair.Rejected));

    internal static Real Link(Real chosen, Real rejected) => 1 - Sigmoid(chosen) + Sigmoid(rejected);
}
