using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Identity preference optimisation (Azar et al. 2023, eq. 17): the margin is pulled to 1/(2τ) and not beyond.</summary>
/// <remarks>
/// Log-ratios are per token, as in TRL, whose authors confirmed it with the paper's; the paper's text does not say so.
/// </remarks>
[Objective("ipo", Source = "Azar et al. 2023, arXiv:2310.12036, eq. 17; per token as in TRL")]
public sealed partial record Ipo
{
    /// <summary>Strength of the regularisation, τ in the paper: the margin per token that is aimed at is 1/(2τ).</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) => Link(MeanLogRatio(pair.Chosen) - MeanLogRatio(pair.Rejected), Beta);

    internal static Real Link(Real margin, Real tau) => Square(margin - (1 / (2 * tau)));
}
