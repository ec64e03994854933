namespace Paragon.Formulas;

/// <summary>The functions of the language on one double: what the scalar run, constants and the evaluator of the graph all call.</summary>
public static class ScalarFunctions
{
    private const double MinusLogTwo = -0.6931471805599453;

    /// <summary>eˣ - 1, accurate near zero.</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) >= 0.5)
        {
            return Math.Exp(x) - 1;
        }

        double half = Math.Tanh(x / 2);
        return 2 * half / (1 - half);
    }

    /// <summary>log(1 + x), accurate near zero.</summary>
    public static double LogOnePlus(double x)
    {
        double u = 1 + x;
        return u == 1 || double.IsInfinity(u) ? x : Math.Log(u) * x / (u - 1);
    }

    /// <summary>log(1 - eˣ) for x &lt; 0, stable at both ends; it switches form at -log 2.</summary>
    public static double LogOneMinusExp(double x) =>
        x > MinusLogTwo ? Math.Log(-ExpMinusOne(x)) : LogOnePlus(-Math.Exp(x));

    /// <summary>1 / (1 + e⁻ˣ) without overflow.</summary>
    public static double Sigmoid(double x)
    {
        if (x >= 0)
        {
            return 1 / (1 + Math.Exp(-x));
        }

        double e = Math.Exp(x);
        return e / (1 + e);
    }

    /// <summary>log(1 + eˣ) without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>log sigmoid(x) without overflow.</summary>
    public static double LogSigmoid(double x) => -Softplus(-x);

    /// <summary>-1, 0 or 1.</summary>
    public static double Sign(double x) => double.IsNaN(x) ? x : Math.Sign(x);

    /// <summary>x held inside [low, high]; NaN stays NaN.</summary>
    public static double Clamp(double x, double low, double high) => Math.Min(Math.Max(x, low), high);
}
