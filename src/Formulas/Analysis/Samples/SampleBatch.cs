using System.Globalization;

namespace Paragon.Formulas;

/// <summary>A small batch in memory: what samples and witnesses are. It never changes.</summary>
public sealed class SampleBatch : IBatchData
{
    private readonly IReadOnlyDictionary<string, int> _rows;
    private readonly IReadOnlyDictionary<(string Level, string Link), int[]> _links;
    private readonly IReadOnlyDictionary<(string Level, string Column), double[]> _columns;

    /// <summary>A batch of these levels, links and columns.</summary>
    /// <param name="rows">Number of elements of each level.</param>
    /// <param name="links">Target of each element by level and link; -1 for none.</param>
    /// <param name="columns">Numbers by level and column.</param>
    public SampleBatch(
        IReadOnlyDictionary<string, int> rows,
        IReadOnlyDictionary<(string Level, string Link), int[]> links,
        IReadOnlyDictionary<(string Level, string Column), double[]> columns) =>
        (_rows, _links, _columns) = (rows, links, columns);

    /// <summary>Levels of the batch.</summary>
    public IEnumerable<string> Levels => _rows.Keys;

    /// <summary>The columns that the batch has.</summary>
    public IEnumerable<(string Level, string Column)> Columns => _columns.Keys;

    /// <inheritdoc/>
    public int Rows(string level) => level == Domain.Batch.Key ? 1 : _rows[level];

    /// <inheritdoc/>
    public IReadOnlyList<int> Targets(string level, string link) => _links[(level, link)];

    /// <inheritdoc/>
    public IReadOnlyList<double>? Column(string level, string column) =>
        _columns.TryGetValue((level, column), out double[]? values) ? values : null;

    /// <summary>The same batch with other numbers in one column.</summary>
    /// <param name="level">Level of the column.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="values">One number for each element of the level.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than elements.</exception>
    public SampleBatch With(string level, string column, params double[] values)
    {
        if (values.Length != Rows(level))
        {
            throw new ArgumentException($"Level '{level}' has {Rows(level)} element(s), but there are {values.Length} number(s) for column '{column}'.");
        }

        Dictionary<(string, string), double[]> columns = _columns.ToDictionary(pair => pair.Key, pair => pair.Value);
        columns[(level, column)] = values;
        return new SampleBatch(_rows, _links, columns);
    }

    /// <summary>The same batch with each number of a column mapped to another.</summary>
    /// <param name="level">Level of the column.</param>
    /// <param name="column">Name of the column; a column that the batch lacks stays absent.</param>
    /// <param name="map">Row and number to the new number.</param>
    public SampleBatch Map(string level, string column, Func<int, double, double> map) =>
        _columns.TryGetValue((level, column), out double[]? values) ? With(level, column, [.. values.Select((value, row) => map(row, value))]) : this;

    /// <summary>A line for each level: its links and columns.</summary>
    public override string ToString() => string.Join("\n", _rows.Select(level =>
        $"{level.Key}[{level.Value}]"
        + string.Concat(_links.Where(link => link.Key.Level == level.Key).Select(link => $" {link.Key.Link}→[{string.Join(", ", link.Value)}]"))
        + string.Concat(_columns.Where(column => column.Key.Level == level.Key)
            .Select(column => $" {column.Key.Column}=[{string.Join(", ", column.Value.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]"))));
}

/// <summary>A batch and the options to compute a formula with.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Options">Value of each option that the formula reads, by name; truth values as 0 or 1.</param>
public sealed record Sample(SampleBatch Batch, IReadOnlyDictionary<string, double> Options)
{
    /// <summary>An evaluator of graphs on this sample.</summary>
    public Evaluator Evaluator() => new(Batch, name => Options[name]);

    /// <summary>The values of a graph on this sample: one for each element of its domain.</summary>
    public double[] Evaluate(Node root) => Evaluator().Evaluate(root);

    /// <summary>The same sample with one option changed.</summary>
    public Sample WithOption(string name, double value)
    {
        Dictionary<string, double> options = Options.ToDictionary(pair => pair.Key, pair => pair.Value);
        options[name] = value;
        return this with { Options = options };
    }
}
