using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The polynomial fitted to the sigmoid, of the score itself (PAR 2025).</summary>
[SuppressMessage("Paragon.RewardDesign", "PAR002", Justification = "The published comparison: what the reference answers get is not subtracted.")]
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "The published comparison: the fit is concave only up to 3.87 and drops at ±5.")]
[Objective("poly-reward", Source = "PAR 2025, shapings compared")]
public sealed partial record PolynomialReward
{
    [Reward]
    private static Real Shaped(Completion y) => FittedSigmoid.At(y.Score);
}
