namespace Paragon;

/// <summary>Makes a <see cref="PackedBatch"/> and checks it.</summary>
public sealed class PackedBatchBuilder
{
    // What a batch had is checked, and stands as it is.
    private readonly Dictionary<string, PackedLevel> _given = [];
    private readonly Dictionary<string, (int Rows, string? Parent)> _levels = [];
    private readonly Dictionary<string, Dictionary<string, double[]>> _columns = [];
    private readonly List<(string From, string Name, string To, int[] Targets)> _links = [];

    /// <summary>A builder that holds all of a batch, to add levels, links and columns to it.</summary>
    public static PackedBatchBuilder From(PackedBatch batch)
    {
        PackedBatchBuilder builder = new();
        foreach (PackedLevel level in batch.Levels.Values)
        {
            builder.Add(level.Name, level.Rows, level.Parent);
            builder._given[level.Name] = level;
        }

        return builder;
    }

    /// <summary>Adds a level without a parent.</summary>
    public PackedBatchBuilder Level(string level, int rows)
    {
        Add(level, rows, null);
        return this;
    }

    /// <summary>Adds a level whose elements are contiguous under their parents.</summary>
    /// <param name="level">Name of the level.</param>
    /// <param name="parent">Name of the parent's level, which is the link's name too.</param>
    /// <param name="parents">Row of the parent for each element, never falling.</param>
    public PackedBatchBuilder Level(string level, string parent, int[] parents)
    {
        for (int row = 1; row < parents.Length; row++)
        {
            if (parents[row] < parents[row - 1])
            {
                throw new BatchException($"Level '{level}': the parent of row {row} is {parents[row]}, after {parents[row - 1]}. Elements of one parent must be contiguous.");
            }
        }

        Add(level, parents.Length, parent);
        _links.Add((level, parent, parent, parents));
        return this;
    }

    /// <summary>Adds a level whose elements are contiguous under their parents, from the number under each parent.</summary>
    public PackedBatchBuilder LevelOf(string level, string parent, IEnumerable<int> counts)
    {
        int[] all = [.. counts];
        int[] parents = new int[all.Sum()];
        int begun = 0;
        for (int row = 0; row < all.Length; begun += all[row++])
        {
            parents.AsSpan(begun, all[row]).Fill(row);
        }

        return Level(level, parent, parents);
    }

    /// <summary>Adds a column.</summary>
    public PackedBatchBuilder Column(string level, string column, IEnumerable<double> values)
    {
        if (!_columns.TryGetValue(level, out Dictionary<string, double[]>? columns))
        {
            _columns[level] = columns = [];
        }

        columns[column] = values.ToArray();
        return this;
    }

    /// <summary>Adds a link from rows of one level to rows of another; -1 points nowhere.</summary>
    public PackedBatchBuilder Link(string from, string name, string to, int[] targets)
    {
        _links.Add((from, name, to, targets));
        return this;
    }

    /// <summary>The batch.</summary>
    /// <exception cref="BatchException">A length, a row or a value does not fit; the message names it.</exception>
    public PackedBatch Build()
    {
        Dictionary<string, Dictionary<string, PackedLink>> links = _levels.Keys.ToDictionary(level => level, level => Given(level)?.Links.ToDictionary() ?? []);
        foreach ((string from, string name, string to, int[] targets) in _links)
        {
            int targetRows = to == PackedBatch.RootLevel ? 1 : Level(to, $"the link '{name}' points to").Rows;
            int rows = Level(from, $"the link '{name}' starts from").Rows;
            if (targets.Length != rows)
            {
                throw new BatchException($"Link '{name}' has {targets.Length} entries, but level '{from}' has {rows} rows.");
            }

            int bad = targets.AsSpan().IndexOfAnyExceptInRange(-1, targetRows - 1);
            if (bad >= 0)
            {
                throw new BatchException($"Link '{name}' of {from} {bad} points to {to} {targets[bad]}, but that level has {targetRows} rows.");
            }

            links[from][name] = new PackedLink(from, name, to, targets, targetRows);
        }

        Dictionary<string, Dictionary<string, double[]>> columns = _levels.Keys.ToDictionary(level => level, level => Given(level)?.Columns.ToDictionary() ?? []);
        foreach ((string level, Dictionary<string, double[]> added) in _columns)
        {
            int rows = Level(level, "a column belongs to").Rows;
            foreach ((string column, double[] values) in added)
            {
                PackedBatch.Check(level, column, values, rows);
                columns[level][column] = values;
            }
        }

        return new PackedBatch(_levels.ToDictionary(
            level => level.Key,
            level => new PackedLevel(level.Key, level.Value.Rows, level.Value.Parent, columns[level.Key], links[level.Key])));
    }

    private PackedLevel? Given(string level) => _given.GetValueOrDefault(level);

    private (int Rows, string? Parent) Level(string level, string role) =>
        _levels.TryGetValue(level, out (int Rows, string? Parent) found)
            ? found
            : throw new BatchException($"There is no level '{level}', which {role}. Add it with Level(...) first.");

    private void Add(string level, int rows, string? parent)
    {
        if (!_levels.TryAdd(level, (rows, parent)))
        {
            throw new BatchException($"Level '{level}' was added twice.");
        }
    }
}
