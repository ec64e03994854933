using Paragon.Formulas;

namespace Paragon.Tests.Shared;

/// <summary>
/// The exact values of a graph on one batch, each between two doubles: interval arithmetic on points. It tells a value
/// that rounding moved from one that is wrong.
/// </summary>
/// <param name="evaluator">The values of the graph on the batch, as doubles.</param>
internal sealed class Enclosure(Evaluator evaluator)
{
    private readonly LinkTable _links = evaluator.Links;
    private readonly Dictionary<Node, Interval[]> _values = [];

    public Interval[] Of(Node node)
    {
        foreach (Node step in Traversal.Sorted(node))
        {
            if (!_values.ContainsKey(step))
            {
                double[] values = evaluator.Evaluate(step);
                _values[step] = [.. Compute(step).Select((interval, row) => double.IsNaN(values[row]) ? Interval.All : interval)];
            }
        }

        return _values[node];
    }

    private Interval[] Compute(Node node) => node switch
    {
        OperationNode operation => Operation(operation),
        GatherNode gather => [.. _links.Targets(gather.Link).Select(row => row < 0 ? Interval.Of(0) : _values[gather.Value][row])],
        ReduceNode reduce => [.. _links.Sources(reduce.Link).Select(rows => Reduce(reduce.Reduction, [.. rows.Select(row => At(reduce.Value, row))]))],
        ScanNode scan => Scan(scan),
        SortNode sort => Families(sort.Family, sort.Value, own => [.. own.Select(value => value.Low).Order().Zip(own.Select(value => value.High).Order(), (low, high) => new Interval(low, high))]),
        RankNode rank => Families(rank.Family, rank.Value, own => [.. own.Select(_ => new Interval(0, own.Length - 1))]),
        PlacedNode placed => Families(placed.Family, placed.Value, own => [.. own.Select(_ => own.Aggregate((x, y) => x.Union(y)))]),
        StopGradientNode stop => _values[stop.Value],
        _ => [.. evaluator.Evaluate(node).Select(Interval.Of)],
    };

    private Interval At(Node node, int row) => _values[node][node.Domain is null ? 0 : row];

    private Interval[] Operation(OperationNode node) =>
        [.. Enumerable.Range(0, node.Domain is null ? 1 : _links.Rows(node.Domain)).Select(row => Defined(node.Operation.Range([.. node.Arguments.Select(argument => At(argument, row))])))];

    private static Interval Reduce(Reduction reduction, Interval[] own)
    {
        if (own.Length == 0)
        {
            return reduction == Reduction.Sum ? Interval.Of(0) : Interval.All;
        }

        Interval sum = own.Aggregate((x, y) => Defined(Arithmetic.Add.Range([x, y])));
        return Defined(reduction switch
        {
            Reduction.Sum => sum,
            Reduction.Mean => Arithmetic.Divide.Range([sum, Interval.Of(own.Length)]),
            Reduction.Min => new Interval(own.Min(value => value.Low), own.Min(value => value.High)),
            Reduction.Max => new Interval(own.Max(value => value.Low), own.Max(value => value.High)),
            Reduction.LogSumExp => new Interval(LogSumExp(own.Select(value => value.Low)), LogSumExp(own.Select(value => value.High))).Outward(64),
            _ => new Interval(Median([.. own.Select(value => value.Low).Order()]), Median([.. own.Select(value => value.High).Order()])).Outward(2),
        });
    }

    private Interval[] Scan(ScanNode node)
    {
        int[] targets = _links.Targets(node.Neighbour);
        Interval[] result = new Interval[targets.Length];
        foreach (int row in node.Neighbour.Offset > 0 ? Enumerable.Range(0, result.Length).Reverse() : Enumerable.Range(0, result.Length))
        {
            Interval own = At(node.Value, row);
            Interval? before = targets[row] < 0 ? null : result[targets[row]];
            result[row] = before is not { } running ? own : Defined(node.Scan switch
            {
                Formulas.Scan.Sum => Arithmetic.Add.Range([own, Defined(Arithmetic.Multiply.Range([At(node.Rate, row), running]))]),
                Formulas.Scan.Min => Comparisons.Min.Range([own, running]),
                _ => Comparisons.Max.Range([own, running]),
            });
        }

        return result;
    }

    private Interval[] Families(Link family, Node value, Func<Interval[], Interval[]> place)
    {
        Interval[] result = new Interval[_links.Rows(family.From)];
        foreach (List<int> rows in _links.Sources(family))
        {
            Interval[] placed = place([.. rows.Select(row => At(value, row))]);
            for (int i = 0; i < rows.Count; i++)
            {
                result[rows[i]] = placed[i];
            }
        }

        return result;
    }

    private static double LogSumExp(IEnumerable<double> values)
    {
        double largest = values.Max();
        return double.IsInfinity(largest) ? largest : largest + Math.Log(values.Sum(value => Math.Exp(value - largest)));
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>An infinity stands for a number that is too large for a double.</summary>
    private static Interval Defined(Interval x) => new(
        double.IsNaN(x.Low) ? double.NegativeInfinity : Math.Min(x.Low, double.MaxValue),
        double.IsNaN(x.High) ? double.PositiveInfinity : Math.Max(x.High, double.MinValue));
}
