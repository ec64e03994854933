using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Weighted preference optimisation (Zhou et al. 2024, eq. 2): off-policy pairs count by how likely the policy is to write them.</summary>
/// <remarks>
/// A token's probability is set against Σ π(v)², what a sample of the policy would have on average, so that a policy's
/// own completions weigh about 1. The weights carry no gradient.
/// </remarks>
[SuppressMessage("Paragon.Numerics", "PAR202", Justification = "The sum of squared probabilities is at least 1 / vocabulary, which its range of probabilities cannot say.")]
[SuppressMessage("Paragon.Numerics", "PAR203", Justification = "The published weight is a mean of probabilities relative to the sum of squares, which is at least 1 / vocabulary.")]
[Objective("wpo", Source = "Zhou et al. 2024, arXiv:2406.11827, eq. 2, sampled alignment as in TRL")]
public sealed partial record Wpo
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) => PairWeight(pair) * Dpo.Link(Beta * Margin(pair));

    [Metric("weight")]
    internal static Real Weight(Completion y) => Exp(y.Tokens.Mean(t => t.LogProb - Log(t.SumSquaredProbability)));

    internal static Real PairWeight(Pair pair) => StopGradient(Weight(pair.Chosen) * Weight(pair.Rejected));
}
