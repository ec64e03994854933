using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Kahneman-Tversky optimisation (Ethayarajh et al. 2024, eq. 7): each example's implicit reward against a shared reference point.</summary>
/// <remarks>
/// The reference point is an estimate of the KL to the reference policy, over the whole batch, from prompts beside
/// completions of other prompts; it needs a batch of at least two. Bounded; saturates on both sides.
/// </remarks>
[Objective("kto", Source = "Ethayarajh et al. 2024, arXiv:2402.01306, eq. 7")]
public sealed partial record Kto
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>λ_D: weight of the desirable examples.</summary>
    [Range(0, double.PositiveInfinity)]
    public double DesirableWeight { get; init; } = 1;

    /// <summary>λ_U: weight of the undesirable examples.</summary>
    [Range(0, double.PositiveInfinity)]
    public double UndesirableWeight { get; init; } = 1;

    [Loss]
    private Real Loss(Example example)
    {
        Real reward = LogRatio(example.Completion) - StopGradient(Kl(example.Batch));
        return example.Desirable
            ? DesirableWeight * (1 - Sigmoid(Beta * reward))
            : UndesirableWeight * (1 - Sigmoid(-(Beta * reward)));
    }

    [Metric("kl")]
    private static Real Kl(Batch b) => Max(0, b.Examples.Mean(example => LogRatio(example.Mismatched)));
}
