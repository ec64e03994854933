namespace Paragon.Formulas;

/// <summary>All numbers from <paramref name="Low"/> to <paramref name="High"/>, both included; infinities stand for no bound.</summary>
/// <param name="Low">Least value.</param>
/// <param name="High">Largest value.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Every number.</summary>
    public static Interval All { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>0 and 1: the truth values.</summary>
    public static Interval Truth { get; } = new(0, 1);

    /// <summary>One number.</summary>
    public static Interval Of(double value) => new(value, value);

    /// <summary>Whether a value lies inside.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Both intervals and what lies between.</summary>
    public Interval Union(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>The interval with each end moved outward by some units in the last place.</summary>
    public Interval Outward(int units = 1) => new(Scalar.Step(Low, -units), Scalar.Step(High, units));

    /// <summary>Image under a function that never falls, rounded outward.</summary>
    public Interval Rising(Func<double, double> function) => new Interval(function(Low), function(High)).Outward(4);

    /// <summary>Image under a function that never rises, rounded outward.</summary>
    public Interval Falling(Func<double, double> function) => new Interval(function(High), function(Low)).Outward(4);

    /// <summary>Hull of the results at all combinations of the ends of two intervals; an undefined combination counts as every number.</summary>
    public static Interval Corners(Interval x, Interval y, Func<double, double, double> function)
    {
        double[] corners = [function(x.Low, y.Low), function(x.Low, y.High), function(x.High, y.Low), function(x.High, y.High)];
        return corners.Any(double.IsNaN) ? All : new Interval(corners.Min(), corners.Max()).Outward();
    }

    /// <summary>The part of the interval that lies in another; the other itself where they do not meet.</summary>
    public Interval Within(Interval other)
    {
        double low = Math.Max(Low, other.Low);
        double high = Math.Min(High, other.High);
        return low <= high ? new Interval(low, high) : other;
    }

    private static class Scalar
    {
        public static double Step(double value, int units)
        {
            if (double.IsNaN(value) || double.IsInfinity(value))
            {
                return value;
            }

            // The bits of negative numbers count down: as places on one line, steps from a denormal lead through 0.
            long bits = BitConverter.DoubleToInt64Bits(value);
            long place = (bits >= 0 ? bits : long.MinValue - bits) + units;
            return BitConverter.Int64BitsToDouble(place >= 0 ? place : long.MinValue - place);
        }
    }
}
