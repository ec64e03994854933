using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Anchored preference optimisation, down (D'Oosterlinck et al. 2024, eq. 8): both completions down, the rejected one further.</summary>
/// <remarks>For chosen completions that are worse than the model's own. Bounded in [0, 2]; saturates on both sides. TRL's <c>apo_down</c>.</remarks>
[Objective("apo-down", Source = "D'Oosterlinck et al. 2024, arXiv:2408.06266, eq. 8")]
public sealed partial record ApoDown
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) => Link(Beta * LogRatio(pair.Chosen), Beta * Margin(pair));

    internal static Real Link(Real chosen, Real z) => Sigmoid(chosen) + 1 - Sigmoid(z);
}
