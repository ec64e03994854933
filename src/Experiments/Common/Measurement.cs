using System.Globalization;

namespace Paragon.Experiments;

/// <summary>A quantity measured once for each seed (or each independent draw).</summary>
/// <param name="Values">The measurements.</param>
public sealed record Measurement(IReadOnlyList<double> Values)
{
    /// <summary>Their mean.</summary>
    public double Mean => Values.Average();

    /// <summary>Standard error of the mean; NaN of fewer than two measurements.</summary>
    public double Error => Values.Count < 2 ? double.NaN
        : Math.Sqrt(Values.Sum(value => (value - Mean) * (value - Mean)) / (Values.Count - 1) / Values.Count);

    /// <summary>One measurement a seed.</summary>
    public static Measurement Of(IReadOnlyList<int> seeds, Func<int, double> measure) => new([.. seeds.Select(measure)]);

    /// <summary>The differences of two quantities measured with the same seeds.</summary>
    public Measurement Minus(Measurement other) => Values.Count == other.Values.Count
        ? new([.. Values.Zip(other.Values, (mine, its) => mine - its)])
        : throw new ArgumentException($"{Values.Count} and {other.Values.Count} measurements are no pairs.", nameof(other));

    /// <summary>Mean and standard error: `0.607 ± 0.004`.</summary>
    public override string ToString() => Values.Count < 2 ? Number(Mean) : $"{Number(Mean)} ± {Number(Error)}";

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0.0" : "0.000", CultureInfo.InvariantCulture);
}
