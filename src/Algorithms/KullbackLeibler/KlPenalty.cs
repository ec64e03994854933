using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The estimated KL divergence from the reference policy, summed over the tokens of the batch.</summary>
/// <remarks>verl's <c>kl_penalty</c>. A sum, not a mean: divide by what the objective that it is added to divides by.</remarks>
[SuppressMessage("Paragon.Gradient", "PAR304", Justification = "The published choice: verl's kl_penalty offers k1 as it is, whose gradient on policy is zero on average; K1StraightThrough, its 'k1+', has k2's.")]
[Objective("kl-penalty", Source = "Schulman 2020, Approximating KL divergence; verl core_algos.kl_penalty")]
public sealed partial record KlPenalty
{
    /// <summary>The estimator. On policy, only the gradients of K2 and of the straight-through estimators are those of the KL.</summary>
    public KlEstimator Estimator { get; init; } = KlEstimator.K3StraightThrough;

    [Loss]
    private Real Loss(Batch b) => b.Tokens.Sum(Estimate);

    [Metric("kl")]
    private Real Estimate(Token t) => KlEstimate.Of(t, Estimator);
}
