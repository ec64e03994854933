namespace Paragon.Formulas;

/// <summary>Ranges of operations where more is known than the table's rule says of any arguments.</summary>
internal static class OperationRanges
{
    // What lies above 0 begins, among doubles, at a number whose logarithm is -744. No formula is meant to be bounded by that.
    private const double Tiny = 1e-300;
    private const double Epsilon = 1e-15;

    /// <summary>Range of the result.</summary>
    /// <param name="node">The operation.</param>
    /// <param name="a">Ranges of the arguments.</param>
    /// <param name="isExact">Whether the result is the exact one; a computed one may underflow.</param>
    public static Interval Of(OperationNode node, Interval[] a, bool isExact) => (node.Operation.Name switch
    {
        "add" => a[0].Plus(a[1]),
        "subtract" => a[0].Plus(a[1].Minus()),
        "multiply" => Arithmetic.Multiply.Range(a).Defined().WithSignOf(a[0], a[1], isExact),
        "divide" => Divide(a[0], a[1], isExact),
        "power" => Power(a[0], a[1]),
        "log" when a[0].Low < Tiny => node.Operation.Range(a) with { Low = double.NegativeInfinity },
        "log1p" when a[0].Low < -1 + Epsilon => node.Operation.Range(a) with { Low = double.NegativeInfinity },
        "log1mexp" when a[0].High > -Tiny => node.Operation.Range(a) with { Low = double.NegativeInfinity },
        _ => node.Operation.Range(a),
    }).Defined();

    /// <summary>Whether the result may be undefined for arguments that are numbers, or infinities where their intervals reach there.</summary>
    public static bool MakesNaN(OperationNode node, Interval[] a) => node.Operation.Name switch
    {
        "add" => (a[0].HasTop() && a[1].HasBottom()) || (a[0].HasBottom() && a[1].HasTop()),
        "subtract" => (a[0].HasTop() && a[1].HasTop()) || (a[0].HasBottom() && a[1].HasBottom()),
        "multiply" => (a[0].Contains(0) && !a[1].IsFinite()) || (a[1].Contains(0) && !a[0].IsFinite()),
        "divide" => (a[0].Contains(0) && a[1].Contains(0)) || (!a[0].IsFinite() && !a[1].IsFinite()),
        "sqrt" or "root" or "log" => a[0].Low < 0,
        "log1p" => a[0].Low < -1,
        "log1mexp" => a[0].High > 0,
        "sin" or "cos" => !a[0].IsFinite(),
        "power" => a[0].Low < 0 && !IsWholeNumber(a[1]),
        _ => false,
    };

    private static Interval Divide(Interval x, Interval y, bool isExact)
    {
        Interval quotient = Arithmetic.Divide.Range([x, y]).Defined();
        return y.Contains(0) ? quotient : quotient.WithSignOf(x, y, isExact);
    }

    /// <summary>Range of a quotient where it is defined: a divisor that is 0 at one end of its range has the sign of the rest.</summary>
    public static Interval DefinedQuotient(Interval x, Interval y)
    {
        if (y.Low == 0 && y.High > 0)
        {
            return new Interval(x.Low >= 0 ? Math.Max(0, Intervals.Below(x.Low / y.High)) : double.NegativeInfinity, x.High <= 0 ? Math.Min(0, Intervals.Above(x.High / y.High)) : double.PositiveInfinity).Defined();
        }

        return y.High == 0 && y.Low < 0 ? DefinedQuotient(x.Minus(), y.Minus()) : Interval.All;
    }

    /// <summary>Range of the result for arguments of which the table says that it is undefined or infinite there, taken as it is in limits.</summary>
    private static Interval Power(Interval x, Interval y) =>
        IsWholeNumber(y) && y.Low >= 0 && y.Low % 2 == 0 && x.Low <= 0
            ? new Interval(x.Contains(0) ? 0 : Math.Pow(x.High, y.Low), Math.Max(Math.Pow(x.Low, y.Low), Math.Pow(x.High, y.Low))).Outward(4).Within(Intervals.Positive)
        : IsWholeNumber(y) && y.Low > 0 && x.Low <= 0 ? x.Rising(value => Math.Pow(value, y.Low))
        : x.Low == 0 && y.Low >= 0 ? Interval.Corners(x, y, Math.Pow).Outward(4).Within(Intervals.Positive)
        : Arithmetic.Power.Range([x, y]);

    private static bool IsWholeNumber(Interval x) => x.IsPoint() && Math.Floor(x.Low) == x.Low && Math.Abs(x.Low) < 1e9;

    private static bool HasTop(this Interval x) => double.IsPositiveInfinity(x.High);

    private static bool HasBottom(this Interval x) => double.IsNegativeInfinity(x.Low);
}
