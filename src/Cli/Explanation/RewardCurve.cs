using Paragon.Formulas;

namespace Paragon.Cli.Explanation;

/// <summary>How a reward answers to one of its inputs while all others stand still.</summary>
/// <param name="Input">The input, in words.</param>
/// <param name="From">Left end.</param>
/// <param name="To">Right end.</param>
/// <param name="Values">The reward at evenly spaced inputs.</param>
internal sealed record RewardCurve(string Input, double From, double To, double[] Values)
{
    private const int Seed = 1;
    private const double Reach = 6;

    /// <summary>Slope where the curve is a straight line, or null where it bends.</summary>
    public double? Slope
    {
        get
        {
            double step = Values[1] - Values[0];
            double largest = Values.Max(Math.Abs);
            return Values.Skip(2).Select((value, i) => Math.Abs(value - (2 * Values[i + 1]) + Values[i])).All(bend => bend <= 1e-9 * largest)
                ? step * (Values.Length - 1) / (To - From)
                : null;
        }
    }

    /// <summary>The curves of a reward: one for each number of its own element that it reads, learned scores first.</summary>
    /// <param name="root">The reward's formula.</param>
    /// <param name="level">Level of its element.</param>
    /// <param name="objective">Gives the options.</param>
    /// <param name="points">Values of a curve.</param>
    public static IEnumerable<RewardCurve> Of(Node root, string level, IObjective objective, int points)
    {
        if (root.Domain is null)
        {
            return [];
        }

        IReadOnlyList<Node> nodes = Traversal.Sorted(root);
        SampleBatches batches = new(root);
        Sample sample = batches.Next(Seed) with { Options = batches.Options.ToDictionary(option => option.Name, option => objective.Option(option.Name)) };
        Dictionary<Node, double[]> still = batches.Columns.ToDictionary(Node (column) => column, column => Enumerable.Repeat(Rest(column), sample.Batch.Rows(column.Domain!.Key)).ToArray());
        IEnumerable<Node> inputs = nodes.Where(node => node.Domain?.Key == level && node is ColumnNode { IsBoolean: false } or CountNode)
            .OrderBy(node => node is ColumnNode { IsLearned: true } ? 0 : 1);
        return inputs.Select(input => Along(root, input, sample, still, points)).Where(curve => curve.Values.Distinct().Skip(1).Any());
    }

    private static RewardCurve Along(Node root, Node input, Sample sample, Dictionary<Node, double[]> still, int points)
    {
        (double from, double to) = Ends(input, sample.Options.Values);
        double[] others = still.GetValueOrDefault(input) ?? [.. new Evaluator(sample.Batch, name => sample.Options[name]).Evaluate(input)];
        return new RewardCurve(Words(input), from, to, [.. Enumerable.Range(0, points).Select(point =>
        {
            double[] values = [from + ((to - from) * point / (points - 1)), .. others.Skip(1)];
            Dictionary<Node, double[]> given = new(still) { [input] = values };
            return new Evaluator(sample.Batch, name => sample.Options[name]) { Fixed = given }.Evaluate(root)[0];
        })]);
    }

    private static (double From, double To) Ends(Node input, IEnumerable<double> options)
    {
        if (input is not ColumnNode column)
        {
            return (0, 1.25 * options.Where(double.IsFinite).Append(32).Max());
        }

        double low = Math.Max(column.Range.Low, double.IsFinite(column.Range.High) ? column.Range.High - (2 * Reach) : -Reach);
        double high = Math.Min(column.Range.High, double.IsFinite(column.Range.Low) ? column.Range.Low + (2 * Reach) : Reach);
        return (low, high);
    }

    /// <summary>Where an input stands while another moves: 0, or the number of its range that is nearest to it.</summary>
    private static double Rest(ColumnNode column) =>
        column.IsBoolean ? 1 : double.IsNaN(column.Default) ? Math.Clamp(0, column.Range.Low, column.Range.High) : column.Default;

    private static string Words(Node input) => input is ColumnNode column
        ? $"{column.Name} of the {column.Domain}, every other number at rest"
        : $"number of elements of {((CountNode)input).Link.From}, every other number at rest";
}
