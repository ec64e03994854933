using Paragon.Formulas;

namespace Paragon;

/// <summary>The functions of <see cref="Formula"/> on plain numbers: what generated code calls for values that options alone decide.</summary>
public static class NumberFormula
{
    /// <summary>eˣ.</summary>
    public static double Exp(double x) => Math.Exp(x);

    /// <summary>eˣ - 1.</summary>
    public static double ExpMinusOne(double x) => ScalarFunctions.ExpMinusOne(x);

    /// <summary>log x.</summary>
    public static double Log(double x) => Math.Log(x);

    /// <summary>log(1 + x).</summary>
    public static double LogOnePlus(double x) => ScalarFunctions.LogOnePlus(x);

    /// <summary>log(1 - eˣ) for x &lt; 0.</summary>
    public static double LogOneMinusExp(double x) => ScalarFunctions.LogOneMinusExp(x);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => ScalarFunctions.Sigmoid(x);

    /// <summary>log σ(x).</summary>
    public static double LogSigmoid(double x) => ScalarFunctions.LogSigmoid(x);

    /// <summary>log(1 + eˣ).</summary>
    public static double Softplus(double x) => ScalarFunctions.Softplus(x);

    /// <summary>tanh x.</summary>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>arctan x.</summary>
    public static double Atan(double x) => Math.Atan(x);

    /// <summary>sin x.</summary>
    public static double Sin(double x) => Math.Sin(x);

    /// <summary>cos x.</summary>
    public static double Cos(double x) => Math.Cos(x);

    /// <summary>|x|.</summary>
    public static double Abs(double x) => Math.Abs(x);

    /// <summary>-1, 0 or 1.</summary>
    public static double Sign(double x) => ScalarFunctions.Sign(x);

    /// <summary>√x.</summary>
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <summary>√x.</summary>
    public static double Root(double x) => Math.Sqrt(x);

    /// <summary>Largest whole number that is at most x.</summary>
    public static double Floor(double x) => Math.Floor(x);

    /// <summary>x².</summary>
    public static double Square(double x) => x * x;

    /// <summary>xʸ.</summary>
    public static double Pow(double x, double y) => Math.Pow(x, y);

    /// <summary>The smaller.</summary>
    public static double Min(double x, double y) => Math.Min(x, y);

    /// <summary>The larger.</summary>
    public static double Max(double x, double y) => Math.Max(x, y);

    /// <summary>x held inside [low, high].</summary>
    public static double Clamp(double x, double low, double high) => ScalarFunctions.Clamp(x, low, high);
}
