using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Simple preference optimisation (Meng et al. 2024, eq. 6): log-probability per token as the reward, a target margin, no reference policy.</summary>
/// <remarks>With a behaviour-cloning weight it is CPO-SimPO, TRL's CPO trainer with <c>simpo</c>.</remarks>
[Objective("simpo", Source = "Meng et al. 2024, arXiv:2405.14734, eq. 6")]
public sealed partial record Simpo
{
    /// <summary>Scale of the reward; 2 to 2.5 in the paper.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 2;

    /// <summary>γ: margin of rewards that is aimed at; 0.5 to 1.6 in the paper.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Gamma { get; init; } = 0.5;

    /// <summary>ε: probability that a label is wrong.</summary>
    [Range(0, 0.5)]
    public double LabelSmoothing { get; init; }

    /// <summary>Weight of -log π per chosen token; 0 in SimPO.</summary>
    [Range(0, double.PositiveInfinity)]
    public double BehaviorCloning { get; init; }

    [Loss]
    private Real Loss(Pair pair) =>
        SmoothedLogistic((Beta * (MeanLogProb(pair.Chosen) - MeanLogProb(pair.Rejected))) - Gamma, LabelSmoothing);

    [Loss]
    private Real Cloning(Batch b) => BehaviorCloning * ChosenNegativeLogLikelihood(b);
}
