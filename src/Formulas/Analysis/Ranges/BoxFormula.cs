namespace Paragon.Formulas;

/// <summary>
/// The operations above some values as a function of boxes: its value and its slopes where each of the values lies in an
/// interval. Intervals of one formula lose most where a value is used more than once; a small box loses little.
/// </summary>
internal sealed class BoxFormula
{
    private const int MostOperations = 150;
    private const int MostSides = 4;

    private readonly Node[] _nodes;
    private readonly int[][] _arguments;
    private readonly int _value;
    private readonly int[] _slopes;
    private readonly int[][] _switches;

    private BoxFormula(Node value, IReadOnlyList<Node> leaves, int sides, GraphBuilder b)
    {
        (Leaves, Sides) = (leaves, sides);
        Node[] slopes = [.. Enumerable.Range(0, sides).Select(side => Slope(b, value, side))];
        Node[][] switches = [.. Enumerable.Range(0, sides).Select(side => Switches(value, side))];
        _nodes = [.. Traversal.Sorted([value, .. slopes, .. switches.SelectMany(all => all)])];
        Dictionary<Node, int> places = [];
        for (int i = 0; i < _nodes.Length; i++)
        {
            places[_nodes[i]] = i;
        }

        _arguments = [.. _nodes.Select(node => node.Arguments.Select(argument => places[argument]).ToArray())];
        _value = places[value];
        _slopes = [.. slopes.Select(slope => places[slope])];
        _switches = [.. switches.Select(all => all.Select(node => places[node]).ToArray())];
    }

    /// <summary>The values below the operations; the first of them are the sides of a box.</summary>
    public IReadOnlyList<Node> Leaves { get; }

    /// <summary>How many values are used more than once and may be cut into pieces.</summary>
    public int Sides { get; }

    /// <summary>What evaluating it costs.</summary>
    public int Size => _nodes.Length;

    /// <summary>The function, or null where no value is used more than once: then intervals lose nothing to begin with.</summary>
    public static BoxFormula? Of(OperationNode root)
    {
        RepeatedValues repeated = new(root);
        if (repeated.Values.Count == 0 || repeated.Operations > MostOperations)
        {
            return null;
        }

        GraphBuilder b = new();
        List<Node> leaves = [.. repeated.Values];
        Dictionary<Node, Node> made = [];
        Node Make(Node node)
        {
            if (made.TryGetValue(node, out Node? known))
            {
                return known;
            }

            bool isInside = node is OperationNode or StopGradientNode && !repeated.Values.Contains(node);
            return made[node] = node switch
            {
                ConstantNode { IsBoolean: true } truth => b.Truth(truth.Value != 0),
                ConstantNode number => b.Number(number.Value),
                StopGradientNode stop when isInside => Make(stop.Value),
                OperationNode operation when isInside => b.Apply(operation.Operation, [.. operation.Arguments.Select(Make)]),
                _ => b.Parameter(Leaf(node), node.Domain, node.IsBoolean),
            };
        }

        int Leaf(Node node)
        {
            int place = leaves.IndexOf(node);
            if (place < 0)
            {
                leaves.Add(node);
            }

            return place < 0 ? leaves.Count - 1 : place;
        }

        Node value = Make(root);
        return value is ConstantNode ? null : new BoxFormula(value, leaves, Math.Min(MostSides, repeated.Values.Count), b);
    }

    /// <summary>Range of the value over a box, and of its slope by each side; every number where it may jump.</summary>
    /// <param name="box">Interval of each leaf.</param>
    public (Interval Value, Interval[] Slopes) Evaluate(Interval[] box)
    {
        Interval[] ranges = new Interval[_nodes.Length];
        for (int i = 0; i < ranges.Length; i++)
        {
            ranges[i] = _nodes[i] switch
            {
                ParameterNode leaf => box[leaf.Index],
                ConstantNode { Value: double.NaN } => Interval.All,
                ConstantNode constant => Interval.Of(constant.Value),
                var node => OperationRanges.Of((OperationNode)node, Arguments(ranges, _arguments[i]), isExact: true),
            };
        }

        Interval[] slopes = [.. _slopes.Select((place, side) => _switches[side].All(at => ranges[at].IsPoint()) ? ranges[place] : Interval.All)];
        return (ranges[_value], slopes);
    }

    private static Interval[] Arguments(Interval[] ranges, int[] places)
    {
        Interval[] arguments = new Interval[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            arguments[i] = ranges[places[i]];
        }

        return arguments;
    }

    /// <summary>How fast the value changes with one leaf, wherever no choice or step on the way is taken anew.</summary>
    private static Node Slope(GraphBuilder b, Node value, int side)
    {
        Dictionary<Node, Node> slopes = [];
        foreach (Node node in Traversal.Sorted(value))
        {
            Node sum = b.Number(node is ParameterNode { IsBoolean: false } leaf && leaf.Index == side ? 1 : 0);
            for (int i = 0; i < node.Arguments.Count; i++)
            {
                if (slopes[node.Arguments[i]] is not ConstantNode { Value: 0 } && node is OperationNode operation && operation.Operation.Derivatives[i]?.Invoke(b, operation) is { } partial)
                {
                    sum = b.Add(sum, b.Multiply(partial, slopes[node.Arguments[i]]));
                }
            }

            slopes[node] = sum;
        }

        return slopes[value];
    }

    /// <summary>Conditions and steps that depend on a leaf: where one of them changes, the value may jump.</summary>
    private static Node[] Switches(Node value, int side)
    {
        HashSet<Node> moving = [];
        List<Node> switches = [];
        foreach (Node node in Traversal.Sorted(value))
        {
            if ((node is ParameterNode leaf && leaf.Index == side) || node.Arguments.Any(moving.Contains))
            {
                moving.Add(node);
                if (node is OperationNode { Operation.Name: "floor" or "sign" } || node.IsBoolean)
                {
                    switches.Add(node);
                }
            }
        }

        return [.. switches];
    }
}
