namespace Paragon.Formulas;

/// <summary>How a formula answers when one input grows and the others stay.</summary>
public enum Trend
{
    /// <summary>It does not change.</summary>
    Constant,

    /// <summary>It never falls.</summary>
    Nondecreasing,

    /// <summary>It never rises.</summary>
    Nonincreasing,

    /// <summary>It rises somewhere and falls elsewhere.</summary>
    Mixed,

    /// <summary>None of these was shown.</summary>
    Unknown,
}

/// <summary>Calculation with trends.</summary>
internal static class TrendRules
{
    /// <summary>The trend of a sum.</summary>
    public static Trend And(this Trend one, Trend other) =>
        one == Trend.Constant || one == other ? other : other == Trend.Constant ? one : Trend.Unknown;

    /// <summary>The trend of the negated value.</summary>
    public static Trend Reversed(this Trend trend) =>
        trend == Trend.Nondecreasing ? Trend.Nonincreasing : trend == Trend.Nonincreasing ? Trend.Nondecreasing : trend;

    /// <summary>The trend of a product with a factor of a sign.</summary>
    public static Trend Times(this Trend trend, Sign factor) =>
        trend == Trend.Constant || factor == Sign.Zero ? Trend.Constant
        : factor.IsNotNegative() ? trend
        : factor.IsNotPositive() ? trend.Reversed()
        : Trend.Unknown;

    /// <summary>The trend of a function with a cell of the table.</summary>
    public static Trend Through(this Trend trend, Monotonicity cell) => trend.Times(cell switch
    {
        Monotonicity.Nondecreasing => Sign.NotNegative,
        Monotonicity.Nonincreasing => Sign.NotPositive,
        _ => Sign.Any,
    });

    /// <summary>The trend that a derivative's sign means.</summary>
    public static Trend Of(Sign slope) =>
        slope == Sign.Zero ? Trend.Constant : slope.IsNotNegative() ? Trend.Nondecreasing : slope.IsNotPositive() ? Trend.Nonincreasing : Trend.Unknown;
}
