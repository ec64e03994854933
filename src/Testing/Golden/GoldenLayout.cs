namespace Paragon.Testing;

/// <summary>Packs the padded arrays of a golden case: levels, columns and links, each laid out by an axis.</summary>
/// <param name="golden">The case, from which columns are read by the name of the input.</param>
public sealed class GoldenLayout(GoldenReader golden)
{
    private readonly PackedBatchBuilder _builder = new();
    private readonly Dictionary<string, int> _rows = [];
    private readonly Dictionary<ColumnName, double?[]> _columns = [];

    /// <summary>Adds a level without a parent that has one row for each place of an array.</summary>
    public GoldenAxis Root(string level, params int[] shape)
    {
        int rows = GoldenArray.Size(shape);
        _builder.Level(level, rows);
        _rows[level] = rows;
        return new GoldenAxis(level, shape, Enumerable.Range(0, rows).ToArray());
    }

    /// <summary>Adds a level under another, one row for each place where the mask is not 0 and the parent exists.</summary>
    /// <param name="parent">Axis of the parent's level.</param>
    /// <param name="level">Name of the level.</param>
    /// <param name="mask">Array of the parent's shape with one index more.</param>
    public GoldenAxis Under(GoldenAxis parent, string level, GoldenArray mask)
    {
        if (!mask.Shape.SkipLast(1).SequenceEqual(parent.Shape))
        {
            throw new GoldenException($"{golden.Case.Where}: the mask of level '{level}' has shape {mask.ShapeText}, but its parents are laid out as {GoldenArray.Text(parent.Shape)}.");
        }

        int width = mask.Shape[^1];
        int[] rows = Enumerable.Repeat(-1, mask.Values.Length).ToArray();
        List<int> parents = [];
        foreach (int place in Enumerable.Range(0, parent.Rows.Length).Where(place => parent.Rows[place] >= 0).OrderBy(place => parent.Rows[place]))
        {
            for (int i = place * width; i < (place + 1) * width; i++)
            {
                if (mask.Values[i] != 0)
                {
                    rows[i] = parents.Count;
                    parents.Add(parent.Rows[place]);
                }
            }
        }

        _builder.Level(level, parent.Level, [.. parents]);
        _rows[level] = parents.Count;
        return new GoldenAxis(level, mask.Shape, rows);
    }

    /// <summary>Adds a level under parents that are told by a number for each element, which need not be in order.</summary>
    /// <param name="parentLevel">Name of the parent's level, which is added too.</param>
    /// <param name="level">Name of the level.</param>
    /// <param name="parents">Number of the parent for each element: equal numbers are one parent. Parents are in the order of their numbers.</param>
    public (GoldenAxis Parents, GoldenAxis Elements) Grouped(string parentLevel, string level, GoldenArray parents)
    {
        double[] numbers = parents.Values.Distinct().Order().ToArray();
        GoldenAxis groups = Root(parentLevel, numbers.Length);
        int[] order = Enumerable.Range(0, parents.Values.Length).OrderBy(i => Array.IndexOf(numbers, parents.Values[i])).ToArray();
        int[] rows = new int[order.Length];
        for (int row = 0; row < order.Length; row++)
        {
            rows[order[row]] = row;
        }

        _builder.Level(level, parentLevel, order.Select(i => Array.IndexOf(numbers, parents.Values[i])).ToArray());
        _rows[level] = order.Length;
        return (groups, new GoldenAxis(level, [order.Length], rows));
    }

    /// <summary>Adds a link from the places of one axis to the same places of another, or to the places that are given.</summary>
    /// <param name="from">Axis that the link starts from; together with other calls, all rows of its level.</param>
    /// <param name="name">Name of the link.</param>
    /// <param name="to">Axis that it points to.</param>
    /// <param name="places">Place of <paramref name="to"/> for each place of <paramref name="from"/>, -1 for nowhere; the same place when null.</param>
    public GoldenLayout Link(GoldenAxis from, string name, GoldenAxis to, int[]? places = null)
    {
        int[] targets = Enumerable.Repeat(-1, _rows[from.Level]).ToArray();
        for (int place = 0; place < from.Rows.Length; place++)
        {
            int other = places is null ? place : places[place];
            if (from.Rows[place] >= 0)
            {
                targets[from.Rows[place]] = other < 0 ? -1 : to.Rows[other];
            }
        }

        _builder.Link(from.Level, name, to.Level, targets);
        return this;
    }

    /// <summary>Adds the values of an input as a column. An input with only the first indices of the axis is given to all that each entry covers.</summary>
    /// <param name="axis">Where the values lie.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="input">Name of the input; the column's name when null.</param>
    /// <param name="optional">Whether the case may lack the input; then the batch lacks the column.</param>
    public GoldenLayout Column(GoldenAxis axis, string column, string? input = null, bool optional = false) =>
        optional && !golden.HasInput(input ?? column) ? this : Column(axis, column, golden.Input(input ?? column));

    /// <summary>Adds values as a column. Junk where the axis is masked is dropped.</summary>
    public GoldenLayout Column(GoldenAxis axis, string column, GoldenArray values)
    {
        ColumnName name = new(axis.Level, column);
        if (!_columns.TryGetValue(name, out double?[]? packed))
        {
            _columns[name] = packed = new double?[_rows[axis.Level]];
        }

        double[] each = axis.Broadcast(values, $"{golden.Case.Where}: the column '{column}'");
        for (int place = 0; place < each.Length; place++)
        {
            if (axis.Rows[place] >= 0)
            {
                packed[axis.Rows[place]] = each[place];
            }
        }

        return this;
    }

    /// <summary>The packed batch.</summary>
    /// <exception cref="GoldenException">A column has no value for some row.</exception>
    /// <exception cref="BatchException">A link or a value does not fit.</exception>
    public PackedBatch Batch()
    {
        foreach ((ColumnName name, double?[] values) in _columns)
        {
            int missing = Array.FindIndex(values, value => value is null);
            if (missing >= 0)
            {
                throw new GoldenException($"{golden.Case.Where}: column '{name}' has no value for row {missing}. Give the column for every axis of the level.");
            }

            _builder.Column(name.Level, name.Column, values.Select(value => value!.Value));
        }

        return _builder.Build();
    }
}
