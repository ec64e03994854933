namespace Paragon.Formulas;

/// <summary>What the analysis asks of intervals beyond arithmetic.</summary>
internal static class Intervals
{
    public static Interval Positive { get; } = new(0, double.PositiveInfinity);

    public static bool IsFinite(this Interval x) => !double.IsInfinity(x.Low) && !double.IsInfinity(x.High);

    public static bool IsPoint(this Interval x) => x.Low == x.High;

    /// <summary>What lies in both; an end of the second where they do not meet: no value ever reaches such a place.</summary>
    public static Interval And(this Interval x, Interval y)
    {
        double low = Math.Max(x.Low, y.Low);
        double high = Math.Min(x.High, y.High);
        return low <= high ? new Interval(low, high) : y;
    }

    /// <summary>The interval with an undefined end moved to infinity.</summary>
    public static Interval Defined(this Interval x) =>
        new(double.IsNaN(x.Low) ? double.NegativeInfinity : x.Low, double.IsNaN(x.High) ? double.PositiveInfinity : x.High);

    /// <summary>The sum; two doubles add up to 0 only where they do so exactly.</summary>
    public static Interval Plus(this Interval x, Interval y)
    {
        Interval sum = Arithmetic.Add.Range([x, y]).Defined();
        return new Interval(x.Low + y.Low == 0 ? 0 : sum.Low, x.High + y.High == 0 ? 0 : sum.High)
            .WithSign(x.Low > 0 || y.Low > 0 ? Math.Min(x.Low, y.Low) : -1, x.High < 0 || y.High < 0 ? Math.Max(x.High, y.High) : 1, isStrict: true);
    }

    public static Interval Minus(this Interval x) => new(-x.High, -x.Low);

    public static Interval Times(this Interval x, double factor) =>
        factor == 0 ? Interval.Of(0) : factor == 1 ? x : factor == -1 ? x.Minus() : x.Times(Interval.Of(factor));

    public static Interval Times(this Interval x, Interval y) => Arithmetic.Multiply.Range([x, y]).Defined().WithSignOf(x, y);

    /// <summary>A product or quotient has the sign that its arguments give it, however small it is; a computed one may underflow to 0.</summary>
    public static Interval WithSignOf(this Interval result, Interval x, Interval y, bool isExact = true)
    {
        bool isPositive = (x.Low > 0 && y.Low > 0) || (x.High < 0 && y.High < 0), isNegative = (x.Low > 0 && y.High < 0) || (x.High < 0 && y.Low > 0);
        bool isNotNegative = (x.Low >= 0 && y.Low >= 0) || (x.High <= 0 && y.High <= 0), isNotPositive = (x.Low >= 0 && y.High <= 0) || (x.High <= 0 && y.Low >= 0);
        return result.WithSign(isPositive ? 1 : isNotNegative ? 0 : -1, isNegative ? -1 : isNotPositive ? 0 : 1, isExact);
    }

    /// <summary>Rounding outward does not take a result over 0 that is known to lie on one side of it.</summary>
    /// <param name="result">The rounded result.</param>
    /// <param name="low">A number that has the sign of the result's least value.</param>
    /// <param name="high">A number that has the sign of the result's largest value.</param>
    /// <param name="isStrict">Whether a sign other than 0 keeps the result away from 0.</param>
    public static Interval WithSign(this Interval result, double low, double high, bool isStrict = false) => new(
        low > 0 && isStrict ? Math.Max(double.Epsilon, result.Low) : low >= 0 ? Math.Max(0, result.Low) : result.Low,
        high < 0 && isStrict ? Math.Min(-double.Epsilon, result.High) : high <= 0 ? Math.Min(0, result.High) : result.High);

    /// <summary>The least number above.</summary>
    public static double Above(double value) => new Interval(value, value).Outward().High;

    /// <summary>The largest number below.</summary>
    public static double Below(double value) => new Interval(value, value).Outward().Low;

    /// <summary>The interval with its ends moved inward to whole numbers.</summary>
    public static Interval Whole(this Interval x) => new(Math.Ceiling(x.Low), Math.Floor(x.High));
}
