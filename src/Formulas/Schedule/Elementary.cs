namespace Paragon.Formulas;

/// <summary>
/// Writes a graph with what a single loop can compute: sums, smallest and largest. A mean is a sum by a count, log Σ exp is
/// taken from the largest, and a sum along a link to the next element is the value of the previous one.
/// </summary>
public static class Elementary
{
    /// <summary>The same results on simpler reductions, without marks that only a derivative heeds.</summary>
    public static IReadOnlyDictionary<Node, Node> Of(GraphBuilder b, IEnumerable<Node> roots) => Rewriting.All(b, roots, (node, arguments) => Replace(b, node, arguments));

    private static Node? Replace(GraphBuilder b, Node node, Node[] arguments) => node switch
    {
        StopGradientNode => arguments[0],
        ReduceNode { Reduction: Reduction.Sum, Link: NeighbourLink neighbour } => b.Gather(Opposite(neighbour), OnLevel(b, neighbour.Level, arguments[0])),
        CountNode { Link: NeighbourLink neighbour } => b.Indicator(b.Exists(Opposite(neighbour))),
        ReduceNode { Reduction: Reduction.Mean } mean => b.Divide(b.Reduce(Reduction.Sum, mean.Link, arguments[0]), b.CountOf(mean.Link)),
        ReduceNode { Reduction: Reduction.Min or Reduction.Max } extreme => OfSome(b, extreme.Link, Rebuilding.With(b, extreme, arguments)),
        ReduceNode { Reduction: Reduction.LogSumExp } reduce => OfSome(b, reduce.Link, LogSumExp(b, reduce.Link, arguments[0])),
        _ => null,
    };

    private static Node LogSumExp(GraphBuilder b, Link link, Node value)
    {
        Node largest = b.Reduce(Reduction.Max, link, value);
        Node above = b.Subtract(value, b.Gather(link, largest));
        return b.Add(largest, b.Apply(Exponentials.Log, b.Reduce(Reduction.Sum, link, b.Apply(Exponentials.Exp, above))));
    }

    /// <summary>A loop begins at an infinity, which a bound would make a number: what has no elements has no value.</summary>
    private static Node OfSome(GraphBuilder b, Link link, Node value) =>
        b.Select(b.Equal(b.CountOf(link), b.Number(0)), b.Number(double.NaN), value);

    /// <summary>A number as a value of a level: where the link exists the sum has one term.</summary>
    private static Node OnLevel(GraphBuilder b, Domain level, Node value) =>
        value.Domain is null ? b.Gather(new RootLink(level), b.Multiply(value, b.Divide(b.CountOf(new RootLink(level)), b.CountOf(new RootLink(level))))) : value;

    private static NeighbourLink Opposite(NeighbourLink link) => new(link.Level, link.Parent, -link.Offset);
}
