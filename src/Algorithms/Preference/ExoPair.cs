using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Efficient exact optimisation for pairs (Ji et al. 2024, eq. 16): the reverse KL from the policy's preference to the smoothed label.</summary>
/// <remarks>Has a finite best margin, log((1 - ε) / ε). TRL's <c>exo_pair</c>.</remarks>
[Objective("exo-pair", Source = "Ji et al. 2024, arXiv:2402.00856, eq. 16")]
public sealed partial record ExoPair
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>ε: probability that the label is wrong. Must not be 0, where the loss is infinite.</summary>
    [Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double LabelSmoothing { get; init; } = 1e-3;

    [Loss]
    private Real Loss(Pair pair) => Link(Beta * Margin(pair), LabelSmoothing);

    internal static Real Link(Real z, Real labelSmoothing) =>
        (Sigmoid(z) * (LogSigmoid(z) - Log(1 - labelSmoothing))) + (Sigmoid(-z) * (LogSigmoid(-z) - Log(labelSmoothing)));
}
