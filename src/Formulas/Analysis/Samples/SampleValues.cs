namespace Paragon.Formulas;

/// <summary>Random numbers inside a range: ends, the middle, scales from tiny to huge, ties on purpose.</summary>
internal sealed class SampleValues(Random random, double largest)
{
    private static readonly double[] _scales = [1e-8, 1e-3, 0.1, 0.5, 1, 1, 2, 5, 30, 100, 1e4];

    private enum Style
    {
        Mild,
        Mixed,
        Ends,
        Same,
        Ties,
        FamilyTies,
    }

    /// <summary>Numbers of a column.</summary>
    /// <param name="range">Range of the numbers.</param>
    /// <param name="isBoolean">Whether they are truth values.</param>
    /// <param name="families">Family of each element.</param>
    public double[] Column(Interval range, bool isBoolean, int[] families)
    {
        Style style = (Style)random.Next(6);
        double[] few = [One(range, isBoolean, style), One(range, isBoolean, style)];
        Dictionary<int, double> own = [];
        return [.. families.Select(family =>
        {
            switch (style)
            {
                case Style.Same:
                    return few[0];
                case Style.Ties:
                    return few[random.Next(2)];
                case Style.FamilyTies:
                    return own.TryGetValue(family, out double known) ? known : own[family] = One(range, isBoolean, style);
                default:
                    return One(range, isBoolean, style);
            }
        })];
    }

    /// <summary>One number of a range.</summary>
    public double One(Interval range, bool isBoolean) => One(range, isBoolean, (Style)random.Next(3));

    private double One(Interval range, bool isBoolean, Style style)
    {
        if (isBoolean)
        {
            return random.Next(2) == 0 ? Math.Min(1, range.High) : Math.Max(0, range.Low);
        }

        double low = Math.Max(range.Low, -largest), high = Math.Min(range.High, largest);
        if (!double.IsInfinity(range.Low) && !double.IsInfinity(range.High) && random.Next(4) > 0)
        {
            return Clamp(style == Style.Ends && random.Next(2) == 0 ? (random.Next(2) == 0 ? low : high) : low + (random.NextDouble() * (high - low)), range);
        }

        if (style == Style.Ends && random.Next(2) == 0)
        {
            return random.Next(2) == 0 ? low : high;
        }

        double size = style == Style.Mild ? random.Next(0, 3001) / 1000.0
            : random.Next(8) == 0 ? 0
            : _scales[random.Next(_scales.Length)] * (random.Next(2) == 0 ? 1 : random.NextDouble() + 0.5);
        double from = range.Contains(0) ? 0 : Math.Abs(low) < Math.Abs(high) ? low : high;
        double sign = range.Low >= from ? 1 : range.High <= from ? -1 : random.Next(2) == 0 ? 1 : -1;
        return Clamp(from + (sign * Math.Min(size, largest)), range);
    }

    private static double Clamp(double value, Interval range) => Math.Min(Math.Max(value, range.Low), range.High);
}
