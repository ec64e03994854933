using Paragon.Formulas;
using Paragon.Kernels;

namespace Paragon.Framework.Tests.Kernels;

/// <summary>The vector functions, at both widths, against 25 digits, and at the ends of their ranges against the functions on one number.</summary>
public sealed class VectorFormulaTests
{
    private const int Samples = 4000;

    public static TheoryData<string, double, double, double, double> Bounds() => new()
    {
        { "exp", -30, 39, 1.5e-7, 4e-15 },
        { "expm1", -30, 39, 3e-7, 5e-15 },
        { "log", 1e-3, 1e3, 1e-7, 4e-16 },
        { "log1p", -0.9, 100, 3e-7, 1e-15 },
        { "sigmoid", -30, 39, 3e-7, 4e-15 },
        { "softplus", -30, 39, 3e-7, 4e-15 },
        { "logsigmoid", -39, 30, 3e-7, 4e-15 },
        { "tanh", -18, 18, 5e-7, 6e-15 },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void The_error_is_within_the_bound(string name, double low, double high, double single, double whole)
    {
        double worstSingle = 0, worstDouble = 0;
        Random random = new(7);
        for (int i = 0; i < Samples; i++)
        {
            // Half of the samples near 0, where differences of nearly equal numbers show.
            double x = low + ((high - low) * random.NextDouble());
            x = i % 2 == 0 || low > 0 ? x : Math.Clamp(x * Math.Pow(10, -6 * random.NextDouble()), low, high);
            float rounded = (float)x;
            decimal single32 = Exact(name, Precise.Of(rounded)), double64 = Exact(name, Precise.Of(x));
            worstSingle = Math.Max(worstSingle, Math.Max(Error(single32, Of<Lanes256<float>>(name, rounded)), Error(single32, Of<Lanes512<float>>(name, rounded))));
            worstDouble = Math.Max(worstDouble, Math.Max(Error(double64, Of<Lanes256<double>>(name, x)), Error(double64, Of<Lanes512<double>>(name, x))));
        }

        Assert.True(worstSingle <= single, $"{name} in float32: relative error {worstSingle:G3}, more than {single:G3}");
        Assert.True(worstDouble <= whole, $"{name} in float64: relative error {worstDouble:G3}, more than {whole:G3}");
    }

    public static TheoryData<string> Names() => ["exp", "expm1", "log", "log1p", "sigmoid", "softplus", "logsigmoid", "tanh", "log1mexp", "atan", "sin", "cos", "abs", "sign", "sqrt", "floor"];

    [Theory]
    [MemberData(nameof(Names))]
    public void At_the_ends_and_at_NaN_it_is_what_one_number_gives(string name)
    {
        Operation operation = OperationTable.Find(name)!;
        foreach (double x in new[] { 0, -0.0, 1, -1, 1e-7, -1e-7, 87, -87, 89, -104, 200, -200, 1e30, -1e30, 1e-38, 1e-42, double.PositiveInfinity, double.NegativeInfinity, double.NaN })
        {
            float single = (float)operation.Evaluate([(float)x]);
            double whole = operation.Evaluate([x]);
            Assert.All(new[] { Of<Lanes256<float>>(name, x), Of<Lanes512<float>>(name, x) }, actual =>
                Assert.True(Same(single, actual, 1e-6), $"{name}({x}) in float32: {single} of one number, {actual} of a vector"));
            Assert.All(new[] { Of<Lanes256<double>>(name, x), Of<Lanes512<double>>(name, x) }, actual =>
                Assert.True(Same(whole, actual, 1e-14), $"{name}({x}) in float64: {whole} of one number, {actual} of a vector"));
        }
    }

    [Fact]
    public void The_smaller_and_the_larger_hand_NaN_on()
    {
        HandNaNOn<Lanes256<float>>();
        HandNaNOn<Lanes512<float>>();
        HandNaNOn<Lanes256<double>>();
        HandNaNOn<Lanes512<double>>();
    }

    private static void HandNaNOn<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes nan = TLanes.Of(double.NaN), one = TLanes.Of(1);
        TLanes[] results =
        [
            VectorFormula.Min(nan, one), VectorFormula.Min(one, nan), VectorFormula.Max(nan, one), VectorFormula.Max(one, nan), VectorFormula.Clamp(nan, one, one),
            Lanes.AtMost(nan, one), Lanes.AtLeast(nan, one), Lanes.Within(nan, one, one),
        ];
        Assert.All(results, vector => Assert.True(double.IsNaN(Lanes.At(vector, 0))));
    }

    private static bool Same(double expected, double actual, double tolerance) =>
        (double.IsNaN(expected) && double.IsNaN(actual)) || expected.Equals(actual) || Math.Abs(expected - actual) <= (tolerance * Math.Abs(expected)) + 1e-37;

    private static double Error(decimal exact, double actual) => exact == 0 ? Math.Abs(actual) : Math.Abs((double)((Precise.Of(actual) - exact) / exact));

    private static decimal Exact(string name, decimal x) => name switch
    {
        "exp" => Precise.Exp(x),
        "expm1" => Precise.ExpMinusOne(x),
        "log" => Precise.Log(x),
        "log1p" => Precise.LogOnePlus(x),
        "sigmoid" => x >= 0 ? 1 / (1 + Precise.Exp(-x)) : Precise.Exp(x) / (1 + Precise.Exp(x)),
        "softplus" => Math.Max(x, 0) + Precise.LogOnePlus(Precise.Exp(-Math.Abs(x))),
        "logsigmoid" => -(Math.Max(-x, 0) + Precise.LogOnePlus(Precise.Exp(-Math.Abs(x)))),
        "tanh" => Precise.ExpMinusOne(2 * x) / (Precise.ExpMinusOne(2 * x) + 2),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static double Of<TLanes>(string name, double x)
        where TLanes : unmanaged, ILanes<TLanes> => Lanes.At(Vector(name, TLanes.Of(x)), 3);

    private static TLanes Vector<TLanes>(string name, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => name switch
        {
            "exp" => VectorFormula.Exp(x),
            "expm1" => VectorFormula.ExpMinusOne(x),
            "log" => VectorFormula.Log(x),
            "log1p" => VectorFormula.LogOnePlus(x),
            "log1mexp" => VectorFormula.LogOneMinusExp(x),
            "sigmoid" => VectorFormula.Sigmoid(x),
            "softplus" => VectorFormula.Softplus(x),
            "logsigmoid" => VectorFormula.LogSigmoid(x),
            "tanh" => VectorFormula.Tanh(x),
            "atan" => VectorFormula.Atan(x),
            "sin" => VectorFormula.Sin(x),
            "cos" => VectorFormula.Cos(x),
            "abs" => VectorFormula.Abs(x),
            "sign" => VectorFormula.Sign(x),
            "sqrt" => VectorFormula.Sqrt(x),
            "floor" => VectorFormula.Floor(x),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
}
