using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>What numbers a column holds, by its name.</summary>
internal enum ColumnKind
{
    /// <summary>Any number.</summary>
    Number,

    /// <summary>A log-probability: at most 0, near to the others of its level.</summary>
    LogProbability,

    /// <summary>A number above 0: a weight, a length, a deviation.</summary>
    Positive,

    /// <summary>A number between 0 and 1.</summary>
    Probability,

    /// <summary>0 or 1.</summary>
    Truth,

    /// <summary>What the test itself declares; never made extreme.</summary>
    Declared,
}

/// <summary>Tells kinds of columns by their declared ranges, else by their names.</summary>
internal static class ColumnKinds
{
    public static ColumnKind Of(string column, bool isBoolean, Interval range) =>
        isBoolean ? ColumnKind.Truth
        : range is { Low: 0, High: 1 } ? ColumnKind.Probability
        : range is { Low: >= 0 and < 1, High: double.PositiveInfinity } ? ColumnKind.Positive
        : column == "logp" || column.EndsWith("_logp", StringComparison.Ordinal) ? ColumnKind.LogProbability
        : Has(column, "probability", "prob") ? ColumnKind.Probability
        : Has(column, "weight", "ratio", "length", "std", "count", "entropy", "temperature", "scale") ? ColumnKind.Positive
        : ColumnKind.Number;

    private static bool Has(string column, params string[] words) => words.Any(word => column.Split('_').Contains(word));
}
