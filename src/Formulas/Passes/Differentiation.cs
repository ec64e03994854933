namespace Paragon.Formulas;

/// <summary>
/// The derivative of a batch's result by every differentiable column, as graphs: the adjoint of a gather is a sum, of a
/// sum a gather, of a scan the scan the other way.
/// </summary>
public static class Differentiation
{
    /// <summary>Gradient of a result that has one value (or of the sum of several) by each column that it depends on.</summary>
    /// <param name="b">Builder of the result, to which the derivative's nodes are added.</param>
    /// <param name="root">The result.</param>
    /// <param name="guarded">
    /// Whether the derivative is 0, not NaN, where an operation fails; without it the derivative reads as in a textbook.
    /// </param>
    /// <param name="onSlope">Is told the derivative by each value on the way.</param>
    /// <exception cref="DifferentiationException">A node on the way has no derivative; the message names it.</exception>
    public static IReadOnlyDictionary<ColumnNode, Node> Gradient(GraphBuilder b, Node root, bool guarded = true, Action<Node, Node>? onSlope = null)
    {
        Dictionary<Node, Node> adjoints = new() { [root] = b.Number(1) };
        foreach (Node node in Traversal.Sorted(root).Reverse())
        {
            if (!node.CarriesGradient || !adjoints.TryGetValue(node, out Node? adjoint))
            {
                continue;
            }

            onSlope?.Invoke(node, adjoint);
            foreach ((Node argument, Node part) in Parts(b, node, adjoint, guarded))
            {
                adjoints[argument] = adjoints.TryGetValue(argument, out Node? sum) ? b.Add(sum, part) : part;
            }
        }

        return adjoints.Where(pair => pair.Key is ColumnNode { CarriesGradient: true })
            .ToDictionary(pair => (ColumnNode)pair.Key, pair => pair.Value);
    }

    private static IEnumerable<(Node Argument, Node Part)> Parts(GraphBuilder b, Node node, Node adjoint, bool guarded)
    {
        switch (node)
        {
            case OperationNode operation:
                return Operation(b, operation, adjoint, guarded);
            case GatherNode gather:
                return [(gather.Value, b.Reduce(Reduction.Sum, gather.Link, adjoint))];
            case ReduceNode reduce:
                return [(reduce.Value, Reduce(b, reduce, adjoint))];
            case ScanNode scan:
                return [(scan.Value, Scan(b, scan, adjoint))];
            case SortNode sort:
                return [(sort.Value, b.Placed(sort.Family, sort.Value, adjoint))];
            case ColumnNode or ParameterNode:
                return [];
            default:
                throw new DifferentiationException($"'{node}' has no derivative. Put StopGradient around it, or use another reduction.");
        }
    }

    private static IEnumerable<(Node, Node)> Operation(GraphBuilder b, OperationNode node, Node adjoint, bool guarded)
    {
        if (guarded && node.Operation.Name is "min" or "max" && node.Arguments.All(argument => argument.CarriesGradient))
        {
            // What one of the two is not handed on the other is: that is exact, since it is all, half or nothing.
            Node first = Times(b, adjoint, node.Operation.Derivatives[0]!(b, node));
            yield return (node.First(), first);
            yield return (node.Second(), b.Subtract(adjoint, first));
            yield break;
        }

        for (int i = 0; i < node.Arguments.Count; i++)
        {
            if (!node.Arguments[i].CarriesGradient || node.Operation.Derivatives[i] is not { } derivative)
            {
                continue;
            }

            Node part = node.Operation.Name switch
            {
                // The branch not taken receives exactly 0, never 0 · infinity.
                "select" => i == 1 ? b.Select(node.First(), adjoint, b.Number(0)) : b.Select(node.First(), b.Number(0), adjoint),
                _ when guarded => Times(b, adjoint, derivative(b, node)),
                _ => b.Multiply(adjoint, derivative(b, node)),
            };
            yield return (node.Arguments[i], guarded && node.Operation.Fails is { } fails ? b.Select(fails(b, node), b.Number(0), part) : part);
        }
    }

    /// <summary>A derivative that is 1, ½ or 0 as conditions have it hands on all, half or nothing: no infinity is multiplied by 0.</summary>
    private static Node Times(GraphBuilder b, Node adjoint, Node derivative) =>
        derivative is ConstantNode { Value: 0 } ? derivative
        : derivative is OperationNode { Operation.Name: "select" } choice && IsStep(choice) ? b.Select(choice.First(), Times(b, adjoint, choice.Arguments[1]), Times(b, adjoint, choice.Arguments[2]))
        : b.Multiply(adjoint, derivative);

    private static bool IsStep(Node derivative) => derivative is ConstantNode
        || (derivative is OperationNode { Operation.Name: "select" } choice && IsStep(choice.Arguments[1]) && IsStep(choice.Arguments[2]));

    private static Node Reduce(GraphBuilder b, ReduceNode node, Node adjoint)
    {
        // A slope that is the same for all is no longer gathered; an element whose link points nowhere has none all the same.
        Node At(Node coarse) => b.Gather(node.Link, coarse) is var gathered && (!node.Link.Optional || gathered is GatherNode { Link: var link } && link.Key == node.Link.Key)
            ? gathered : b.Select(b.Exists(node.Link), gathered, b.Number(0));
        switch (node.Reduction)
        {
            case Reduction.Sum:
                return At(adjoint);
            case Reduction.Mean:
                return At(b.Divide(adjoint, b.CountOf(node.Link)));
            case Reduction.Min or Reduction.Max:
                Node chosen = b.Equal(node.Value, At(node));
                Node ties = b.Reduce(Reduction.Sum, node.Link, b.Indicator(chosen));
                return b.Select(chosen, At(b.Divide(adjoint, ties)), b.Number(0));
            case Reduction.LogSumExp:
                return b.Multiply(At(adjoint), b.Apply(Exponentials.Exp, b.Subtract(node.Value, At(node))));
            default:
                throw new DifferentiationException($"{node.Reduction} over '{node.Value}' has no derivative here. Put StopGradient around it.");
        }
    }

    private static Node Scan(GraphBuilder b, ScanNode node, Node adjoint) =>
        node is { Scan: Formulas.Scan.Sum, Rate.CarriesGradient: false }
            ? b.Scan(Formulas.Scan.Sum, new NeighbourLink(node.Neighbour.Level, node.Neighbour.Parent, -node.Neighbour.Offset), adjoint, node.Rate)
            : throw new DifferentiationException($"A {node.Scan} over the range of '{node.Value}' has no derivative, and a rate must not carry gradient. Put StopGradient around it.");
}

/// <summary>A formula that has no derivative somewhere: says where and what to do.</summary>
public sealed class DifferentiationException(string message) : InvalidOperationException(message);
