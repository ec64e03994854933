using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Direct preference optimisation (Rafailov et al. 2023, eq. 7): the logistic loss of the implicit rewards' margin.</summary>
/// <remarks>Never stops pushing: the gradient vanishes only as the margin grows without bound. TRL's <c>sigmoid</c>, which ignores <c>label_smoothing</c>; see <see cref="CDpo"/>.</remarks>
[Objective("dpo", Source = "Rafailov et al. 2023, arXiv:2305.18290, eq. 7")]
public sealed partial record Dpo
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) => Link(Beta * Margin(pair));

    [Metric("margin")]
    private Real RewardMargin(Pair pair) => Beta * Margin(pair);

    [Metric("accuracy")]
    private static Real Accuracy(Pair pair) => Margin(pair) > 0 ? 1 : 0;

    internal static Real Link(Real z) => -LogSigmoid(z);
}
