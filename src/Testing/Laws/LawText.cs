using System.Globalization;

namespace Paragon.Testing;

/// <summary>Differences in words.</summary>
internal static class LawText
{
    /// <summary>Where the values of a formula differ, or null.</summary>
    public static string? Differ(Stage stage, string expectedBy, double[] expected, string actualBy, double[] actual, double tolerance) =>
        Differ(row => $"{stage.Kind} '{stage.Name}' at {stage.Level} {row}", expectedBy, expected, actualBy, actual, tolerance);

    /// <summary>Where two gradients differ, or null. A column that one lacks is 0 there.</summary>
    public static string? Differ(
        string expectedBy,
        IReadOnlyDictionary<ColumnName, double[]> expected,
        string actualBy,
        IReadOnlyDictionary<ColumnName, double[]> actual,
        double tolerance)
    {
        foreach (ColumnName column in expected.Keys.Union(actual.Keys))
        {
            double[] zero = new double[(expected.GetValueOrDefault(column) ?? actual[column]).Length];
            if (Differ(row => $"the gradient by {column} at row {row}", expectedBy, expected.GetValueOrDefault(column, zero), actualBy, actual.GetValueOrDefault(column, zero), tolerance) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>How two numbers differ, or null.</summary>
    public static string? Differ(string what, string expectedBy, double expected, string actualBy, double actual, double tolerance) =>
        Differ(_ => what, expectedBy, [expected], actualBy, [actual], tolerance);

    private static string? Differ(Func<int, string> what, string expectedBy, double[] expected, string actualBy, double[] actual, double tolerance)
    {
        if (expected.Length != actual.Length)
        {
            return $"{what(0)}: {expectedBy} has {expected.Length} values, {actualBy} has {actual.Length}.";
        }

        if (expected.Length == 0)
        {
            return null;
        }

        double[] differences = [.. expected.Zip(actual, Agreement.Difference)];
        int worst = Agreement.Worst(differences);
        return differences[worst] <= tolerance ? null
            : string.Create(CultureInfo.InvariantCulture, $"{what(worst)}: {expectedBy} gives {expected[worst]:R}, {actualBy} gives {actual[worst]:R}; they differ by {differences[worst]:G3} · (1 + |value|), more than {tolerance:G3}.");
    }
}
