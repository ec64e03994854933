namespace Paragon.Formulas;

/// <summary>
/// Computes a graph on a batch in double precision, node by node and without tensors: what proofs sample, what witnesses
/// are confirmed with, and the second opinion on the tensor code.
/// </summary>
/// <param name="data">The batch.</param>
/// <param name="options">Value of each option, by name; truth values as 0 or 1.</param>
public sealed class Evaluator(IBatchData data, Func<string, double> options)
{
    private readonly LinkTable _links = new(data);
    private readonly Dictionary<Node, double[]> _values = [];
    private IReadOnlyDictionary<Node, double[]> _fixed = new Dictionary<Node, double[]>();

    /// <summary>The links of the batch.</summary>
    public LinkTable Links => _links;

    /// <summary>Values of the statistics, in their order.</summary>
    public IReadOnlyList<double> Statistics { get; init; } = [];

    /// <summary>Values that are taken as given instead of computed: what holds stop-gradients still while an input is moved.</summary>
    public IReadOnlyDictionary<Node, double[]> Fixed
    {
        get => _fixed;
        init => _fixed = value;
    }

    /// <summary>The values of a node: one for each element of its domain, one alone where it has none.</summary>
    /// <exception cref="EvaluationException">The batch lacks a column, or a reduction has too few elements.</exception>
    public double[] Evaluate(Node node)
    {
        if (_values.TryGetValue(node, out double[]? known))
        {
            return known;
        }

        foreach (Node step in Traversal.Sorted(node))
        {
            if (!_values.ContainsKey(step))
            {
                _values[step] = _fixed.TryGetValue(step, out double[]? given) ? given : Compute(step);
            }
        }

        return _values[node];
    }

    private double[] Compute(Node node) => node switch
    {
        ConstantNode constant => [constant.Value],
        OptionNode option => [options(option.Name)],
        StatisticNode statistic => [Statistics[statistic.Index]],
        ColumnNode column => Column(column),
        OperationNode operation => Operation(operation),
        GatherNode gather => Gather(gather),
        ReduceNode reduce => Reduce(reduce),
        CountNode count => Array.ConvertAll(_links.Sources(count.Link), rows => (double)rows.Count),
        ExistsNode exists => Array.ConvertAll(_links.Targets(exists.Link), target => target >= 0 ? 1.0 : 0.0),
        ScanNode scan => Scan(scan),
        SortNode sort => ByFamily(sort.Family, sort.Value, (rows, values, result) => Ranked(rows, values, (row, place) => result[rows[place]] = values[row])),
        RankNode rank => ByFamily(rank.Family, rank.Value, (rows, values, result) => Ranked(rows, values, (row, place) => result[row] = place)),
        PlacedNode placed => Placed(placed),
        StopGradientNode stop => _values[stop.Value],
        ParameterNode parameter => throw new EvaluationException($"Parameter {parameter.Index} has no value: only a formula without parameters can be evaluated."),
        _ => throw new EvaluationException($"'{node.Key}' is a kind of node that the evaluator does not know."),
    };

    private double[] Column(ColumnNode column)
    {
        IReadOnlyList<double>? values = data.Column(column.Domain!.Key, column.Name);
        return values is not null ? column.IsBoolean ? values.Select(value => value != 0 ? 1.0 : 0.0).ToArray() : [.. values]
            : double.IsNaN(column.Default) ? throw new EvaluationException($"The batch has no column '{column.Name}' on level '{column.Domain.Key}', which the formula reads.")
            : Enumerable.Repeat(column.Default, _links.Rows(column.Domain)).ToArray();
    }

    private double[] Operation(OperationNode node)
    {
        double[] result = new double[node.Domain is null ? 1 : _links.Rows(node.Domain)];
        double[] row = new double[node.Arguments.Count];
        double[][] arguments = new double[row.Length][];
        int[] strides = new int[row.Length];
        for (int a = 0; a < row.Length; a++)
        {
            arguments[a] = _values[node.Arguments[a]];
            strides[a] = node.Arguments[a].Domain is null ? 0 : 1;
        }

        for (int i = 0; i < result.Length; i++)
        {
            for (int a = 0; a < row.Length; a++)
            {
                row[a] = arguments[a][i * strides[a]];
            }

            result[i] = node.Operation.Evaluate(row);
        }

        return result;
    }

    private double[] Gather(GatherNode node)
    {
        double[] values = _values[node.Value];

        // Where an optional link points nowhere the value is not asked for: the formula asks Exists first.
        return Array.ConvertAll(_links.Targets(node.Link), target => target < 0 ? 0 : values[target]);
    }

    private double[] Reduce(ReduceNode node)
    {
        double[] values = _values[node.Value];
        int stride = node.Value.Domain is null ? 0 : 1;
        return Array.ConvertAll(_links.Sources(node.Link), rows =>
        {
            double[] own = new double[rows.Count];
            for (int i = 0; i < own.Length; i++)
            {
                own[i] = values[rows[i] * stride];
            }

            return own.Length == 0 ? (node.Reduction == Reduction.Sum ? 0 : double.NaN) : node.Reduction switch
            {
                Reduction.Sum => own.Sum(),
                Reduction.Mean => own.Average(),
                Reduction.Min => own.Min(),
                Reduction.Max => own.Aggregate(Math.Max),
                Reduction.LogSumExp => LogSumExp(own),
                Reduction.Median => Median(own),
                _ => throw new EvaluationException($"'{node.Reduction}' is a reduction that the evaluator does not know."),
            };
        });
    }

    private double[] Scan(ScanNode node)
    {
        double[] values = _values[node.Value];
        double[] rates = _values[node.Rate];
        int[] targets = _links.Targets(node.Neighbour);
        double[] result = new double[targets.Length];
        double At(double[] from, Node of, int row) => from[of.Domain is null ? 0 : row];

        // The running value comes from a neighbour, so rows are taken from the far end.
        foreach (int row in node.Neighbour.Offset > 0 ? Enumerable.Range(0, result.Length).Reverse() : Enumerable.Range(0, result.Length))
        {
            double own = At(values, node.Value, row);
            result[row] = targets[row] < 0 ? own : node.Scan switch
            {
                Formulas.Scan.Sum => own + (At(rates, node.Rate, row) * result[targets[row]]),
                Formulas.Scan.Min => Math.Min(own, result[targets[row]]),
                _ => Math.Max(own, result[targets[row]]),
            };
        }

        return result;
    }

    private double[] Placed(PlacedNode node)
    {
        double[] values = _values[node.Value];
        return ByFamily(node.Family, node.Ranking, (rows, keys, result) => Ranked(rows, keys, (row, place) => result[row] = values[rows[place]]));
    }

    private double[] ByFamily(Link family, Node value, Action<List<int>, double[], double[]> fill)
    {
        double[] values = _values[value];
        int count = _links.Rows(family.From);
        if (value.Domain is null)
        {
            values = Enumerable.Repeat(values[0], count).ToArray();
        }

        double[] result = new double[count];
        foreach (List<int> rows in _links.Sources(family))
        {
            // Among values of which one is undefined nothing has a place.
            if (rows.Exists(row => double.IsNaN(values[row])))
            {
                rows.ForEach(row => result[row] = double.NaN);
            }
            else
            {
                fill(rows, values, result);
            }
        }

        return result;
    }

    private static void Ranked(List<int> rows, double[] values, Action<int, int> visit)
    {
        int place = 0;
        foreach (int row in rows.OrderBy(row => values[row]))
        {
            visit(row, place++);
        }
    }

    private static double LogSumExp(double[] values)
    {
        double largest = values.Max();
        return largest + Math.Log(values.Sum(value => Math.Exp(value - largest)));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return double.IsNaN(values[0]) ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}

/// <summary>A graph that cannot be computed on a batch: says which node and why.</summary>
public sealed class EvaluationException(string message) : InvalidOperationException(message);
