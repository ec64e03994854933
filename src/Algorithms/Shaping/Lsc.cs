using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>
/// Log-sigmoid centring (Wang et al. 2024): log σ(r - q), where q is a quantile of a normal distribution fitted to the
/// scores of the reference answers.
/// </summary>
/// <remarks>One reference has deviation 0.</remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The published transform: it falls without bound where the score is low.")]
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "The published transform: its slope is largest at -∞.")]
[Objective("lsc", Source = "Wang et al. 2024, transforming and combining rewards; PAR 2025, shapings compared")]
public sealed partial record Lsc
{
    /// <summary>Φ⁻¹(p) of the quantile, in standard deviations; the default is that of p = 0.85.</summary>
    [Range(double.NegativeInfinity, double.PositiveInfinity)]
    public double Quantile { get; init; } = 1.0364333894937898;

    [Reward]
    private Real Shaped(Completion y) =>
        LogSigmoid(y.Score - (y.References.Mean(r => r.Score) + (Quantile * (Deviation(y) + 1e-5))));

    private static Real Deviation(Completion y) => y.References.Count() < 2 ? 0 : y.References.SampleStd(r => r.Score);
}
