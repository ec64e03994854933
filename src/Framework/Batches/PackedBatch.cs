using System.Diagnostics.CodeAnalysis;

namespace Paragon;

/// <summary>
/// A batch in memory, packed: levels with a number of rows, columns with one double per row, and links from rows of one
/// level to rows of another. There is no padding and there are no masks.
/// </summary>
/// <remarks>Made by <see cref="PackedBatchBuilder"/>, which checks it. It never changes; <see cref="With"/> makes another.</remarks>
public sealed class PackedBatch
{
    /// <summary>Name of the level that is the whole batch; it has one row and every element belongs to it.</summary>
    public const string RootLevel = "batch";

    private readonly Dictionary<string, PackedLevel> _levels;

    internal PackedBatch(Dictionary<string, PackedLevel> levels) => _levels = levels;

    /// <summary>The levels, by name, without the whole batch.</summary>
    public IReadOnlyDictionary<string, PackedLevel> Levels => _levels;

    /// <summary>Number of elements of a level.</summary>
    /// <exception cref="BatchException">The batch has no such level.</exception>
    public int Rows(string level) => level == RootLevel ? 1 : Level(level).Rows;

    /// <summary>The numbers of a column, one per row of its level.</summary>
    /// <exception cref="BatchException">The batch has no such level or column.</exception>
    public double[] Column(string level, string column) =>
        Level(level).Columns.TryGetValue(column, out double[]? values)
            ? values
            : throw new BatchException($"The batch has no column '{column}' on level '{level}'. It has: {Names(Level(level).Columns.Keys)}.");

    /// <summary>The numbers of a column, if the batch has it.</summary>
    public bool TryColumn(string level, string column, [NotNullWhen(true)] out double[]? values)
    {
        values = null;
        return _levels.TryGetValue(level, out PackedLevel? data) && data.Columns.TryGetValue(column, out values);
    }

    /// <summary>A link of a level.</summary>
    /// <exception cref="BatchException">The batch has no such level or link.</exception>
    public PackedLink Link(string level, string link) =>
        Level(level).Links.TryGetValue(link, out PackedLink? found)
            ? found
            : throw new BatchException($"The batch has no link '{link}' from level '{level}'. It has: {Names(Level(level).Links.Keys)}.");

    /// <summary>The same batch with a column added or replaced.</summary>
    /// <exception cref="BatchException">The level is absent, the length is not its number of rows, or a value is not finite.</exception>
    public PackedBatch With(string level, string column, double[] values)
    {
        PackedLevel old = Level(level);
        Check(level, column, values, old.Rows);
        Dictionary<string, double[]> columns = new(old.Columns) { [column] = values };
        return new PackedBatch(new Dictionary<string, PackedLevel>(_levels) { [level] = old with { Columns = columns } });
    }

    /// <summary>The same batch with a level added or replaced, unchecked.</summary>
    internal PackedBatch WithLevel(PackedLevel level) => new(new Dictionary<string, PackedLevel>(_levels) { [level.Name] = level });

    internal double Read(string level, string column, int row, double @default) =>
        TryColumn(level, column, out double[]? values) ? values[row]
        : double.IsNaN(@default) ? Column(level, column)[row]
        : @default;

    internal static void Check(string level, string column, double[] values, int rows)
    {
        if (values.Length != rows)
        {
            throw new BatchException($"Column '{column}' has {values.Length} values, but level '{level}' has {rows} rows.");
        }

        for (int row = 0; row < values.Length; row++)
        {
            if (!double.IsFinite(values[row]))
            {
                throw new BatchException($"Column '{column}' of level '{level}' is {values[row]} at row {row}. Every value must be finite.");
            }
        }
    }

    internal PackedLevel Level(string level) =>
        _levels.TryGetValue(level, out PackedLevel? data)
            ? data
            : throw new BatchException($"The batch has no level '{level}'. It has: {Names(_levels.Keys)}.");

    private static string Names(IEnumerable<string> names) =>
        names.Any() ? string.Join(", ", names.Order(StringComparer.Ordinal).Select(n => $"'{n}'")) : "none";
}

/// <summary>The rows, columns and links of one level of a packed batch.</summary>
/// <param name="Name">Name of the level.</param>
/// <param name="Rows">Number of elements.</param>
/// <param name="Parent">Name of the link to the parent, or null.</param>
/// <param name="Columns">One number per row, by name.</param>
/// <param name="Links">Links that start from this level, by name, the parent's among them.</param>
public sealed record PackedLevel(
    string Name,
    int Rows,
    string? Parent,
    IReadOnlyDictionary<string, double[]> Columns,
    IReadOnlyDictionary<string, PackedLink> Links);
