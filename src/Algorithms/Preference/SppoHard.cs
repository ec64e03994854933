using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Self-play preference optimisation with hard labels (Wu et al. 2024, eq. 4.7): log-ratios are pulled to ±1/(2β).</summary>
/// <remarks>TRL's <c>sppo_hard</c>: the winner's probability of preference is 1, the loser's 0.</remarks>
[Objective("sppo-hard", Source = "Wu et al. 2024, arXiv:2405.00675, eq. 4.7")]
public sealed partial record SppoHard
{
    /// <summary>Strength of the pull toward the reference policy; 1/η in the paper.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 1e-3;

    [Loss]
    private Real Loss(Pair pair) => Link(LogRatio(pair.Chosen), LogRatio(pair.Rejected), Beta);

    internal static Real Link(Real chosen, Real rejected, Real beta) =>
        Square(chosen - (0.5 / beta)) + Square(rejected + (0.5 / beta));
}
