using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Robust DPO (Chowdhury et al. 2024): an unbiased estimate of the DPO loss of the clean labels when a known fraction is flipped.</summary>
/// <remarks>TRL's <c>robust</c>. At ε = 0 it is <see cref="Dpo"/>. Unbounded below for ε &gt; 0.</remarks>
[Objective("robust-dpo", Source = "Chowdhury et al. 2024, arXiv:2403.00409")]
[ReducesTo<Dpo>(nameof(LabelSmoothing), 0)]
public sealed partial record RobustDpo
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>ε: fraction of the labels that is flipped.</summary>
    [Range(0, 0.5, MaximumIsExclusive = true)]
    public double LabelSmoothing { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) => Link(Beta * Margin(pair), LabelSmoothing);

    internal static Real Link(Real z, Real labelSmoothing) =>
        ((labelSmoothing * LogSigmoid(-z)) - ((1 - labelSmoothing) * LogSigmoid(z))) / (1 - (2 * labelSmoothing));
}
