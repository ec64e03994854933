namespace Paragon.Formulas;

/// <summary>Makes a node anew on other arguments.</summary>
internal static class Rebuilding
{
    /// <summary>The same node on other arguments; the node itself where it has none.</summary>
    public static Node With(GraphBuilder b, Node node, Node[] arguments) => node switch
    {
        OperationNode operation => b.Apply(operation.Operation, arguments),
        GatherNode gather => b.Gather(gather.Link, arguments[0]),
        ReduceNode reduce => b.Reduce(reduce.Reduction, reduce.Link, arguments[0]),
        ScanNode scan => b.Scan(scan.Scan, scan.Neighbour, arguments[0], arguments[1]),
        SortNode sort => b.Sort(sort.Family, arguments[0]),
        RankNode rank => b.Rank(rank.Family, arguments[0]),
        PlacedNode placed => b.Placed(placed.Family, arguments[0], arguments[1]),
        StopGradientNode => b.StopGradient(arguments[0]),
        _ => node,
    };
}
