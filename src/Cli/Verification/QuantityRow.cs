using Paragon.Testing;

namespace Paragon.Cli.Verification;

/// <summary>One quantity of one case: what each backend made of it.</summary>
/// <param name="Case">Name of the case; empty for a failure of the whole file.</param>
/// <param name="Quantity">Name of the quantity; empty for a failure of the whole case.</param>
/// <param name="Results">The comparisons.</param>
internal sealed record QuantityRow(string Case, string Quantity, IReadOnlyList<GoldenRow> Results)
{
    /// <summary>Failed where any backend failed; left out where none computes it.</summary>
    public GoldenStatus Status =>
        Results.Any(result => result.Status == GoldenStatus.Failed) ? GoldenStatus.Failed
        : Results.Any(result => result.Status == GoldenStatus.Passed) ? GoldenStatus.Passed
        : GoldenStatus.LeftOut;

    /// <summary>The comparisons by quantity, in the order in which they were made.</summary>
    public static IReadOnlyList<QuantityRow> Group(IEnumerable<GoldenRow> rows) =>
        [.. rows.GroupBy(row => (row.Case, row.Quantity)).Select(group => new QuantityRow(group.Key.Case, group.Key.Quantity, [.. group]))];
}
