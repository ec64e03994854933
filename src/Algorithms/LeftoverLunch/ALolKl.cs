using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using static Paragon.Algorithms.LeftoverLunch;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>A-LoL with a log-ratio penalty in place of the ratio (Baheti et al. 2023, "A-LoL KL").</summary>
/// <remarks>
/// The penalty reaches every completion, also those without advantage, and is the one variant that pushes a completion down: where
/// A &lt; λ. Column: <c>prompt_value</c> of the completions.
/// </remarks>
[SuppressMessage("Paragon.Gradient", "PAR304", Justification = "The published penalty is the log-ratio of logged completions, on which its mean gradient is not that of a divergence.")]
[Objective("a-lol-kl", Source = "Baheti et al. 2023, arXiv:2305.14718, section 2.3")]
[ReducesTo<ALolRefFree>(nameof(Lambda), 0)]
public sealed partial record ALolKl
{
    /// <summary>λ: weight of the log-ratio.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Lambda { get; init; } = 0.1;

    [Advantage]
    private static Real Advantage(Completion y) => PositiveAdvantage(y);

    [Loss]
    private Real Loss(Completion y) => (y.Advantage * NegativeLogLikelihood(y)) + (Lambda * LogRatio(y));
}
