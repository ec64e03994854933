namespace Paragon.Algorithms;

/// <summary>
/// Estimators of KL(π ‖ π_ref) from the log-probabilities of one sampled token, in nats (Schulman 2020, "Approximating KL
/// divergence"). With d = log π - log π_ref and samples from π, k1 and k3 have the right mean, k2 a small bias.
/// </summary>
/// <remarks>As a loss, only k2's gradient is on policy that of KL(π ‖ π_ref): k1's has mean zero, k3's is that of KL(π_ref ‖ π).</remarks>
[FormulaLibrary]
public static partial class KlEstimators
{
    /// <summary>k1 = d: unbiased, of both signs, unbounded.</summary>
    public static Real K1(Real logProb, Real refLogProb) => logProb - refLogProb;

    /// <summary>|d|: verl's <c>abs</c>. Not an estimate of the KL, but never negative.</summary>
    public static Real Absolute(Real logProb, Real refLogProb) => Abs(logProb - refLogProb);

    /// <summary>k2 = d² / 2: at least 0; its gradient is on policy the gradient of the KL.</summary>
    public static Real K2(Real logProb, Real refLogProb) => Square(logProb - refLogProb) / 2;

    /// <summary>k3 = e^-d + d - 1: unbiased and at least 0. TRL's, without clamps.</summary>
    public static Real K3(Real logProb, Real refLogProb) => ExpMinusOne(refLogProb - logProb) - (refLogProb - logProb);

    /// <summary>k3 as verl computes it: -d held in [-20, 20], the result in [-10, 10]; no gradient where it is held.</summary>
    public static Real K3Clamped(Real logProb, Real refLogProb) => Clamp(K3(Clamp(logProb - refLogProb, -20, 20), 0), -10, 10);

    /// <summary>The value of one estimator with the gradient of k2: verl's names that end in '+'.</summary>
    /// <param name="value">Value of the estimator.</param>
    /// <param name="logProb">log π.</param>
    /// <param name="refLogProb">log π_ref.</param>
    public static Real StraightThrough(Real value, Real logProb, Real refLogProb) =>
        StopGradient(value - K2(logProb, refLogProb)) + K2(logProb, refLogProb);
}
