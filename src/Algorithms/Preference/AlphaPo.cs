using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>AlphaPO (Gupta et al. 2025): SimPO with the reward (1 - p^-α) / α of the per-token probability p, whose shape α bends.</summary>
/// <remarks>At α = 0 it is <see cref="Simpo"/>.</remarks>
[Objective("alphapo", Source = "Gupta et al. 2025, arXiv:2501.03884")]
[ReducesTo<Simpo>(nameof(Alpha), 0)]
public sealed partial record AlphaPo
{
    /// <summary>α: above 0 the reward bends down where probabilities are small, below 0 it flattens there.</summary>
    [Range(double.NegativeInfinity, double.PositiveInfinity)]
    public double Alpha { get; init; } = 0.25;

    /// <summary>Scale of the reward.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 2;

    /// <summary>γ: margin of rewards that is aimed at.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Gamma { get; init; } = 0.5;

    /// <summary>ε: probability that a label is wrong.</summary>
    [Range(0, 0.5)]
    public double LabelSmoothing { get; init; }

    /// <summary>Weight of -log π per chosen token; 0 in AlphaPO.</summary>
    [Range(0, double.PositiveInfinity)]
    public double BehaviorCloning { get; init; }

    [Loss]
    private Real Loss(Pair pair) =>
        SmoothedLogistic((Beta * (Reward(pair.Chosen) - Reward(pair.Rejected))) - Gamma, LabelSmoothing);

    [Loss]
    private Real Cloning(Batch b) => BehaviorCloning * ChosenNegativeLogLikelihood(b);

    private Real Reward(Completion y) => Alpha == 0 ? MeanLogProb(y) : -ExpMinusOne(-(Alpha * MeanLogProb(y))) / Alpha;
}
