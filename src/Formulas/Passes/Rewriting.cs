namespace Paragon.Formulas;

/// <summary>Makes a graph again with some of its nodes replaced.</summary>
public static class Rewriting
{
    /// <summary>A node of the same kind as another on new arguments.</summary>
    /// <param name="b">Builder of the new node.</param>
    /// <param name="node">The node to follow.</param>
    /// <param name="arguments">The new arguments, in the order of the old.</param>
    public static Node With(GraphBuilder b, Node node, IReadOnlyList<Node> arguments) => node switch
    {
        ConstantNode constant => constant.IsBoolean ? b.Truth(constant.Value != 0) : b.Number(constant.Value),
        OptionNode option => b.Option(option.Name, option.IsBoolean),
        ColumnNode column => b.Column(column.Domain!, column.Name, column.IsBoolean, column.CarriesGradient, column.Default),
        ParameterNode parameter => b.Parameter(parameter.Index, parameter.Domain, parameter.IsBoolean),
        StatisticNode statistic => b.Statistic(statistic.Index),
        OperationNode operation => b.Apply(operation.Operation, [.. arguments]),
        GatherNode gather => b.Gather(gather.Link, arguments[0]),
        ReduceNode reduce => b.Reduce(reduce.Reduction, reduce.Link, arguments[0]),
        CountNode count => b.CountOf(count.Link),
        ExistsNode exists => b.Exists(exists.Link),
        ScanNode scan => b.Scan(scan.Scan, scan.Neighbour, arguments[0], arguments[1]),
        SortNode sort => b.Sort(sort.Family, arguments[0]),
        RankNode rank => b.Rank(rank.Family, arguments[0]),
        PlacedNode placed => b.Placed(placed.Family, arguments[0], arguments[1]),
        StopGradientNode => b.StopGradient(arguments[0]),
        _ => throw new InvalidOperationException($"'{node.Key}' is a kind of node that cannot be made again."),
    };

    /// <summary>The graph with every node that <paramref name="replace"/> has an answer for replaced by it.</summary>
    /// <param name="b">Builder of the new graph; it may be another than the old one's.</param>
    /// <param name="root">The graph.</param>
    /// <param name="replace">Given a node and its new arguments, what stands in its place, or null to keep it.</param>
    public static Node Replace(GraphBuilder b, Node root, Func<Node, IReadOnlyList<Node>, Node?> replace)
    {
        Dictionary<Node, Node> made = [];
        foreach (Node node in Traversal.Sorted(root))
        {
            Node[] arguments = [.. node.Arguments.Select(argument => made[argument])];
            made[node] = replace(node, arguments) ?? With(b, node, arguments);
        }

        return made[root];
    }
}
