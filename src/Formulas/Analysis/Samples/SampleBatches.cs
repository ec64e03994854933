namespace Paragon.Formulas;

/// <summary>How random batches are made.</summary>
public sealed record SampleSettings
{
    /// <summary>Most elements under one parent, from 1.</summary>
    public int LargestFamily { get; init; } = 3;

    /// <summary>Whether every family has one element: groups of one completion, completions of one token.</summary>
    public bool IsSingleton { get; init; }

    /// <summary>Number of elements under each parent, by level; null leaves it to chance.</summary>
    public Func<string, int?> Family { get; init; } = _ => null;

    /// <summary>Whether some parents have no children: completions without tokens.</summary>
    public bool HasEmptyFamilies { get; init; }

    /// <summary>Largest magnitude that a value without a declared bound takes.</summary>
    public double LargestMagnitude { get; init; } = 1e4;

    /// <summary>Range of a column's numbers; by default the declared one.</summary>
    public Func<ColumnNode, Interval> Ranges { get; init; } = column => column.Range;
}

/// <summary>
/// Random small batches that have every level, link, column and option that graphs read, with values inside the declared
/// ranges. Equal seeds give equal batches.
/// </summary>
/// <remarks>
/// Links agree with the parents (a token's segment is one of its completion), optional links point nowhere now and then,
/// segments need not be contiguous, and every set that is reduced over has an element unless the settings say otherwise.
/// Values are ends of the ranges, ties, whole columns or families of equal numbers, and scales from 1e-8 to the largest.
/// </remarks>
public sealed class SampleBatches
{
    private const int MostTries = 50;
    private readonly SampleSchema _schema;

    /// <summary>Batches for all of these graphs together.</summary>
    public SampleBatches(params Node[] roots) => _schema = new SampleSchema(roots);

    /// <summary>The columns that the graphs read.</summary>
    public IReadOnlyList<ColumnNode> Columns => _schema.Columns;

    /// <summary>The options that the graphs read.</summary>
    public IReadOnlyList<OptionNode> Options => _schema.Options;

    /// <summary>The levels whose elements the graphs reduce, count or run over.</summary>
    public IEnumerable<string> Sets => _schema.Sets;

    /// <summary>A random batch with options.</summary>
    /// <param name="seed">Equal seeds give equal samples.</param>
    /// <param name="settings">How it is made, or null for the defaults.</param>
    public Sample Next(int seed, SampleSettings? settings = null)
    {
        settings ??= new SampleSettings();
        Random random = new(seed);
        SampleShape shape = Shape(random, settings);
        SampleValues values = new(random, settings.LargestMagnitude);
        Dictionary<(string, string), double[]> columns = [];
        foreach (ColumnNode column in _schema.Columns)
        {
            string level = column.Domain!.Key;
            if (!columns.ContainsKey((level, column.Name)) && (double.IsNaN(column.Default) || random.Next(4) > 0))
            {
                columns[(level, column.Name)] = values.Column(settings.Ranges(column), column.IsBoolean, Families(shape, level));
            }
        }

        Dictionary<string, double> options = new(StringComparer.Ordinal);
        foreach (OptionNode option in _schema.Options)
        {
            options[option.Name] = Option(option, random, values);
        }

        return new Sample(new SampleBatch(shape.Rows, shape.Links, columns), options);
    }

    /// <summary>A batch in which every value is the number of its range that is nearest to a wanted one.</summary>
    /// <param name="value">The wanted number.</param>
    /// <param name="settings">How many elements there are.</param>
    public Sample Constant(double value, SampleSettings settings)
    {
        SampleShape shape = Shape(new Random(0), settings);
        Dictionary<(string, string), double[]> columns = [];
        foreach (ColumnNode column in _schema.Columns)
        {
            columns[(column.Domain!.Key, column.Name)] =
                [.. Enumerable.Repeat(Nearest(settings.Ranges(column), column.IsBoolean ? Math.Min(1, Math.Abs(value)) : value), column.Domain.IsBatch ? 1 : shape.Rows[column.Domain.Key])];
        }

        return new Sample(new SampleBatch(shape.Rows, shape.Links, columns), _schema.Options.GroupBy(option => option.Name).ToDictionary(option => option.Key, option => Nearest(option.First().Range, 1)));
    }

    /// <summary>The number of a range that is nearest to another; well inside a range that does not hold it.</summary>
    private static double Nearest(Interval range, double value) =>
        range.Contains(value) ? value
        : double.IsInfinity(range.High) ? range.Low + (Math.Abs(range.Low) < 1e-6 ? 1 : 0)
        : double.IsInfinity(range.Low) ? range.High - (Math.Abs(range.High) < 1e-6 ? 1 : 0)
        : (range.Low / 2) + (range.High / 2);

    private SampleShape Shape(Random random, SampleSettings settings)
    {
        SampleShape shape = new(_schema, random, settings);
        for (int tries = 0; tries < MostTries && !settings.HasEmptyFamilies && !shape.IsCovered; tries++)
        {
            shape = new SampleShape(_schema, random, settings);
        }

        // The smallest batch leaves no set empty where a larger one happened to.
        return shape.IsCovered || settings.HasEmptyFamilies ? shape : new SampleShape(_schema, random, settings with { IsSingleton = true, Family = _ => null });
    }

    private int[] Families(SampleShape shape, string level)
    {
        DeclaredLink? parent = _schema.Parent(level);
        return parent is null ? new int[level == Domain.Batch.Key ? 1 : shape.Rows[level]] : shape.Links[(level, parent.Name)];
    }

    private double Option(OptionNode option, Random random, SampleValues values)
    {
        // An option that is only compared with numbers is a choice: the numbers are what it may be.
        List<double> choices = [.. _schema.Steps.Where(step => step.Arguments.Contains(option))
            .SelectMany(step => step.Arguments.OfType<ConstantNode>()).Select(number => number.Value).Where(option.Range.Contains)];
        return choices.Count > 0 && (IsChoice(option) || random.Next(3) == 0) ? choices[random.Next(choices.Count)] : values.One(option.Range, option.IsBoolean);
    }

    private bool IsChoice(OptionNode option) =>
        !double.IsInfinity(option.Range.Low) && _schema.Steps.Any(step => step.Operation.Name == "equal" && step.Arguments.Contains(option));
}
