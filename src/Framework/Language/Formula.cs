using Paragon.Formulas;

namespace Paragon;

/// <summary>
/// The functions of the formula language. Each has one row in the table of operations, from which its tensor form, its
/// derivative, its range and its printed forms come.
/// </summary>
/// <remarks>Gradient conventions are PyTorch's, so that published numbers match; each function states its own at ties.</remarks>
public static class Formula
{
    /// <summary>e to the power of <paramref name="x"/>.</summary>
    public static Real Exp(Real x) => Math.Exp(x.Value);

    /// <summary>e to the power of <paramref name="x"/>, minus one, accurate near zero.</summary>
    public static Real ExpMinusOne(Real x) => ScalarFunctions.ExpMinusOne(x.Value);

    /// <summary>Natural logarithm of <paramref name="x"/> &gt; 0.</summary>
    public static Real Log(Real x) => Math.Log(x.Value);

    /// <summary>log(1 + <paramref name="x"/>), accurate near zero, for <paramref name="x"/> &gt; -1.</summary>
    public static Real LogOnePlus(Real x) => ScalarFunctions.LogOnePlus(x.Value);

    /// <summary>log(1 - e^<paramref name="x"/>) for <paramref name="x"/> &lt; 0, stable at both ends: the complement of a log-probability.</summary>
    public static Real LogOneMinusExp(Real x) => ScalarFunctions.LogOneMinusExp(x.Value);

    /// <summary>The logistic function 1 / (1 + e^-<paramref name="x"/>), in (0, 1).</summary>
    public static Real Sigmoid(Real x) => ScalarFunctions.Sigmoid(x.Value);

    /// <summary>log sigmoid(<paramref name="x"/>), without overflow: about x for very negative x.</summary>
    public static Real LogSigmoid(Real x) => ScalarFunctions.LogSigmoid(x.Value);

    /// <summary>log(1 + e^<paramref name="x"/>), without overflow.</summary>
    public static Real Softplus(Real x) => ScalarFunctions.Softplus(x.Value);

    /// <summary>Hyperbolic tangent, in (-1, 1).</summary>
    public static Real Tanh(Real x) => Math.Tanh(x.Value);

    /// <summary>Arc tangent, in (-π/2, π/2).</summary>
    public static Real Atan(Real x) => Math.Atan(x.Value);

    /// <summary>Sine of an angle in radians.</summary>
    public static Real Sin(Real x) => Math.Sin(x.Value);

    /// <summary>Cosine of an angle in radians.</summary>
    public static Real Cos(Real x) => Math.Cos(x.Value);

    /// <summary>Absolute value. Derivative 0 at 0.</summary>
    public static Real Abs(Real x) => Math.Abs(x.Value);

    /// <summary>-1, 0 or 1. Derivative 0 everywhere.</summary>
    public static Real Sign(Real x) => ScalarFunctions.Sign(x.Value);

    /// <summary>Square root of <paramref name="x"/> ≥ 0.</summary>
    public static Real Sqrt(Real x) => Math.Sqrt(x.Value);

    /// <summary><paramref name="x"/> times itself.</summary>
    public static Real Square(Real x) => x.Value * x.Value;

    /// <summary><paramref name="x"/> to the power of <paramref name="exponent"/>; x &gt; 0 unless the exponent is a whole number.</summary>
    public static Real Pow(Real x, Real exponent) => Math.Pow(x.Value, exponent.Value);

    /// <summary>Largest whole number that is at most <paramref name="x"/>. Derivative 0.</summary>
    public static Real Floor(Real x) => Math.Floor(x.Value);

    /// <summary>The smaller of two. At a tie each gets half of the gradient.</summary>
    public static Real Min(Real x, Real y) => Math.Min(x.Value, y.Value);

    /// <summary>The larger of two. At a tie each gets half of the gradient.</summary>
    public static Real Max(Real x, Real y) => Math.Max(x.Value, y.Value);

    /// <summary><paramref name="x"/> held inside [<paramref name="low"/>, <paramref name="high"/>]. The gradient passes on the closed interval.</summary>
    public static Real Clamp(Real x, Real low, Real high) => ScalarFunctions.Clamp(x.Value, low.Value, high.Value);

    /// <summary>The value of <paramref name="x"/> as a constant: no gradient flows through it.</summary>
    public static Real StopGradient(Real x) => x;
}
