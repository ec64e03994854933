namespace Paragon.Formulas;

/// <summary>One input of a formula, and how it is moved in a sample.</summary>
internal abstract class Input
{
    private static readonly double[] _steps = [0.01, 0.3, 2, -0.05, -1, -5];

    /// <summary>Name in a text.</summary>
    public abstract string Name { get; }

    /// <summary>How the analysis moves it.</summary>
    public abstract Direction Direction { get; }

    /// <summary>The input that a node is.</summary>
    /// <exception cref="ArgumentException">The node is no column and no option.</exception>
    public static Input Of(Node root, Node input) => input switch
    {
        ColumnNode column => new ColumnInput(column, column.Domain!.Equals(root.Domain)),
        OptionNode option => new OptionInput(option),
        _ => throw new ArgumentException($"'{input}' is neither a column nor an option: a formula has a trend in its inputs only."),
    };

    /// <summary>The sample with the input moved, in steps up and down inside its range.</summary>
    public abstract IEnumerable<(Sample Moved, int Element, double From, double To)> Moves(Sample sample);

    /// <summary>Rows of the formula whose claim a move of an element tests.</summary>
    public abstract IEnumerable<int> RowsOf(int element, int rows);

    private static IEnumerable<double> Values(double from, Interval range, bool isBoolean) => isBoolean
        ? [1 - from]
        : _steps.Select(step => from + step).Where(value => range.Contains(value) && value != from);

    private sealed class ColumnInput(ColumnNode column, bool isOwn) : Input
    {
        public override string Name => isOwn ? column.Name : $"{column.Domain}.{column.Name}";

        public override Direction Direction => isOwn ? Direction.Own(column) : Direction.EachOf(column);

        public override IEnumerable<(Sample Moved, int Element, double From, double To)> Moves(Sample sample)
        {
            IReadOnlyList<double> values = sample.Batch.Column(column.Domain!.Key, column.Name) ?? [];
            for (int i = 0; i < values.Count; i++)
            {
                int element = i;
                foreach (double to in Values(values[i], column.Range, column.IsBoolean))
                {
                    SampleBatch moved = sample.Batch.Map(column.Domain.Key, column.Name, (row, value) => row == element ? to : value);
                    yield return (sample with { Batch = moved }, i, values[i], to);
                }
            }
        }

        public override IEnumerable<int> RowsOf(int element, int rows) => isOwn ? [element] : Enumerable.Range(0, rows);
    }

    private sealed class OptionInput(OptionNode option) : Input
    {
        public override string Name => option.Name;

        public override Direction Direction => Direction.Of(option);

        public override IEnumerable<(Sample Moved, int Element, double From, double To)> Moves(Sample sample)
        {
            double from = sample.Options[option.Name];
            return Values(from, option.Range, option.IsBoolean).Select(to => (sample.WithOption(option.Name, to), -1, from, to));
        }

        public override IEnumerable<int> RowsOf(int element, int rows) => Enumerable.Range(0, rows);
    }
}
