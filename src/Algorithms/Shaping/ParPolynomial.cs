using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>PAR with a polynomial fitted to the sigmoid (PAR 2025).</summary>
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "The published comparison: the fit is concave only up to z = 3.87 and drops at ±5.")]
[Objective("par-poly", Source = "PAR 2025, shapings compared")]
public sealed partial record ParPolynomial
{
    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => FittedSigmoid.At(y.Score - r.Score));
}
