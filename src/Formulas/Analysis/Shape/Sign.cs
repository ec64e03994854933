namespace Paragon.Formulas;

/// <summary>The signs that a value can have.</summary>
[Flags]
internal enum Sign
{
    /// <summary>None: there is no such value.</summary>
    None = 0,

    /// <summary>It can be below 0.</summary>
    Negative = 1,

    /// <summary>It can be 0.</summary>
    Zero = 2,

    /// <summary>It can be above 0.</summary>
    Positive = 4,

    /// <summary>Never above 0.</summary>
    NotPositive = Negative | Zero,

    /// <summary>Never below 0.</summary>
    NotNegative = Zero | Positive,

    /// <summary>Anything.</summary>
    Any = Negative | Zero | Positive,
}

/// <summary>Calculation with signs.</summary>
internal static class SignRules
{
    public static Sign Of(double value) => value > 0 ? Sign.Positive : value < 0 ? Sign.Negative : value == 0 ? Sign.Zero : Sign.Any;

    public static Sign Of(Interval range) =>
        (range.Low < 0 ? Sign.Negative : 0) | (range.Contains(0) ? Sign.Zero : 0) | (range.High > 0 ? Sign.Positive : 0);

    public static Sign Negated(this Sign sign) =>
        (sign & Sign.Zero) | ((sign & Sign.Negative) != 0 ? Sign.Positive : 0) | ((sign & Sign.Positive) != 0 ? Sign.Negative : 0);

    public static Sign Plus(this Sign one, Sign other) =>
        ((one | other) & (Sign.Negative | Sign.Positive))
        | ((one & other & Sign.Zero) != 0 || Opposed(one, other) ? Sign.Zero : 0);

    public static Sign Times(this Sign one, Sign other)
    {
        Sign product = (one | other) & Sign.Zero;
        product |= Both(one, other, Sign.Positive, Sign.Positive) || Both(one, other, Sign.Negative, Sign.Negative) ? Sign.Positive : 0;
        return product | (Both(one, other, Sign.Positive, Sign.Negative) || Both(one, other, Sign.Negative, Sign.Positive) ? Sign.Negative : 0);
    }

    public static bool IsNotNegative(this Sign sign) => (sign & Sign.Negative) == 0;

    public static bool IsNotPositive(this Sign sign) => (sign & Sign.Positive) == 0;

    private static bool Opposed(Sign one, Sign other) => Both(one, other, Sign.Positive, Sign.Negative) || Both(one, other, Sign.Negative, Sign.Positive);

    private static bool Both(Sign one, Sign other, Sign first, Sign second) => (one & first) != 0 && (other & second) != 0;
}
