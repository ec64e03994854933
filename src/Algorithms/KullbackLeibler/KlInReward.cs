using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The KL divergence from the reference policy as a part of each token's reward (Ziegler et al. 2019): r_t - β kl_t.</summary>
/// <remarks>verl's <c>apply_kl_penalty</c>. A constant for the gradient. β may follow <see cref="AdaptiveKlController"/>.</remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The penalty of Ziegler et al. is an unbounded log-ratio; on policy its mean is the divergence.")]
[Objective("kl-in-reward", Source = "Ziegler et al. 2019, arXiv:1909.08593, section 2; verl apply_kl_penalty")]
public sealed partial record KlInReward
{
    /// <summary>β: price of a nat.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; } = 0.001;

    /// <summary>The estimator.</summary>
    public KlEstimator Estimator { get; init; } = KlEstimator.K1;

    [Reward]
    private Real Penalized(Token t) => t.Reward - (Beta * KlEstimate.Of(t, Estimator));

    // The mean over completions of the mean over tokens; 1e-8 is verl's.
    [Metric("kl")]
    private Real CurrentKl(Batch b) =>
        b.Completions.Mean(y => y.Tokens.Sum(t => KlEstimate.Of(t, Estimator)) / (y.Tokens.Count() + Verl.Epsilon));
}
