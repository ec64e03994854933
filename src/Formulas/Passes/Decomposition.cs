namespace Paragon.Formulas;

/// <summary>
/// The form of a batch's result in which the batch may be computed in parts: sums over the whole batch that are known
/// beforehand, and a result that is the plain sum of the parts' results once they are.
/// </summary>
/// <param name="Result">Result of one part; the whole's is the sum over the parts.</param>
/// <param name="Statistics">Sums over the whole batch, each of which may use those before it.</param>
/// <param name="WholeBatchReason">Why the batch cannot be split, or null where it can.</param>
public sealed record BatchForm(Node Result, IReadOnlyList<Node> Statistics, string? WholeBatchReason)
{
    /// <summary>Round in which a statistic can be summed: after all that it uses.</summary>
    public int Round(int statistic) =>
        Traversal.Sorted(Statistics[statistic]).OfType<StatisticNode>().Select(used => Round(used.Index) + 1).DefaultIfEmpty(0).Max();

    /// <summary>Whether a statistic is looked at on every batch: no condition on data stands between it and the result.</summary>
    public bool IsCertain(int statistic)
    {
        HashSet<Node> seen = [];
        Stack<Node> open = new([Result]);
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            if (node is StatisticNode used)
            {
                open.Push(Statistics[used.Index]);
            }

            bool isDataChoice = node is OperationNode { Operation.Name: "select" } && !HostValue.IsDecided(node.Arguments[0]);
            foreach (Node argument in isDataChoice ? node.Arguments.Take(1) : node.Arguments)
            {
                open.Push(argument);
            }
        }

        return seen.Contains(Statistics[statistic]);
    }
}

/// <summary>
/// Finds the <see cref="BatchForm"/> of a result: the root of a loss is a quotient of sums over the batch, so gradient
/// accumulation over micro-batches is exact and not an average of averages.
/// </summary>
public sealed class Decomposition
{
    private readonly GraphBuilder _b;
    private readonly List<Node> _statistics = [];
    private readonly Dictionary<(Node, bool), Node> _known = [];
    private bool _stopped;

    private Decomposition(GraphBuilder builder) => _b = builder;

    /// <summary>The form of a result of the whole batch.</summary>
    public static BatchForm Of(GraphBuilder builder, Node root)
    {
        Decomposition decomposition = new(builder);
        try
        {
            return new BatchForm(decomposition.Additive(root), decomposition._statistics, null);
        }
        catch (NotAdditiveException reason)
        {
            return new BatchForm(root, [], reason.Message);
        }
    }

    /// <summary>The same result as a sum over parts.</summary>
    private Node Additive(Node node)
    {
        switch (node)
        {
            case ReduceNode { Link: RootLink, Reduction: Reduction.Sum } sum:
                return _b.Reduce(Reduction.Sum, sum.Link, Known(sum.Value));
            case ReduceNode { Link: RootLink, Reduction: Reduction.Mean } mean:
                return _b.Divide(_b.Reduce(Reduction.Sum, mean.Link, Known(mean.Value)), Statistic(_b.CountOf(mean.Link)));
            case CountNode { Link: RootLink }:
                return node;
            case OperationNode { Operation.Name: "add" or "subtract" } sum:
                return _b.Apply(sum.Operation, Additive(sum.First()), Additive(sum.Second()));
            case OperationNode { Operation.Name: "negate" } negation:
                return _b.Negate(Additive(negation.First()));
            case OperationNode { Operation.Name: "divide" } quotient when !quotient.Second().CarriesGradient:
                return _b.Divide(Additive(quotient.First()), Known(quotient.Second()));
            case OperationNode { Operation.Name: "multiply" } product when product.Second().CarriesGradient && !product.First().CarriesGradient:
                return _b.Multiply(Known(product.First()), Additive(product.Second()));
            case OperationNode { Operation.Name: "multiply" } product when product.First().CarriesGradient && !product.Second().CarriesGradient:
                return _b.Multiply(Additive(product.First()), Known(product.Second()));
            case OperationNode { Operation.Name: "select" } choice when choice.First().Domain is null:
                return _b.Select(choice.First(), Additive(choice.Arguments[1]), Additive(choice.Arguments[2]));
            case { CarriesGradient: false }:
                // Known before any part is computed: every part brings the same share of it. The sum of 1 over the parts is their number.
                return _b.Divide(Known(node), Statistic(_b.Number(1)));
            default:
                throw new NotAdditiveException($"'{node}' is no sum over the batch, and it depends on the policy");
        }
    }

    /// <summary>The same value with every sum over the whole batch taken as known.</summary>
    private Node Known(Node node)
    {
        if (!_known.TryGetValue((node, _stopped), out Node? known))
        {
            _known[(node, _stopped)] = known = Rebuild(node);
            known.Label ??= node.Label;
            known.Source ??= node.Source;
        }

        return known;
    }

    private Node Rebuild(Node node)
    {
        // Inside a stop-gradient even a value of the policy is only a number: it can be known before the parts are computed.
        bool outside = _stopped;
        _stopped |= node is StopGradientNode;
        Node[] arguments = node.Arguments.Select(Known).ToArray();
        _stopped = outside;
        switch (node)
        {
            case ReduceNode { Link: RootLink, CarriesGradient: true } when !_stopped:
                throw new NotAdditiveException($"'{node}' is a value of the whole batch that carries gradient, and the rest uses it");
            case ReduceNode { Link: RootLink, Reduction: Reduction.Sum } sum:
                return Statistic(_b.Reduce(Reduction.Sum, sum.Link, arguments[0]));
            case ReduceNode { Link: RootLink, Reduction: Reduction.Mean } mean:
                return _b.Divide(Statistic(_b.Reduce(Reduction.Sum, mean.Link, arguments[0])), Statistic(_b.CountOf(mean.Link)));
            case ReduceNode { Link: RootLink } other:
                throw new NotAdditiveException($"'{node}' is a {other.Reduction} over the whole batch");
            case CountNode { Link: RootLink }:
                return Statistic(node);
            case SortNode { Family: RootLink } or RankNode { Family: RootLink } or PlacedNode { Family: RootLink }:
                throw new NotAdditiveException($"'{node}' orders the whole batch");
            case ScanNode { Neighbour.Parent: null }:
                throw new NotAdditiveException($"'{node}' runs over the whole batch");
            case GatherNode { Link: NeighbourLink { Parent: null } } or GatherNode { Link: JoinLink { Join.Set: RootLink } }:
                throw new NotAdditiveException($"'{node}' looks at other elements of the whole batch");
            default:
                return Rebuilding.With(_b, node, arguments);
        }
    }

    private Node Statistic(Node sum)
    {
        int index = _statistics.IndexOf(sum);
        if (index < 0)
        {
            index = _statistics.Count;
            _statistics.Add(sum);
        }

        return _b.Statistic(index);
    }

    private sealed class NotAdditiveException(string message) : Exception(message);
}
