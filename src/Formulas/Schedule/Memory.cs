namespace Paragon.Formulas;

/// <summary>Which values of a graph lie in memory when a step reads them, and which a loop computes as it goes.</summary>
internal sealed class Memory
{
    private readonly HashSet<Node> _needed = [];

    public Memory(IReadOnlyList<Node> nodes)
    {
        foreach (Node node in nodes)
        {
            switch (node)
            {
                case GatherNode { Link: not RootLink } gather:
                    Need(gather.Value);
                    break;
                case ScanNode or SortNode or RankNode or PlacedNode or ReduceNode { Reduction: Reduction.Median }:
                    foreach (Node argument in node.Arguments)
                    {
                        Need(argument);
                    }

                    break;
            }
        }
    }

    /// <summary>Values that some loop must leave in memory.</summary>
    public IReadOnlyCollection<Node> Stored => _needed;

    /// <summary>Whether a value is in memory from the beginning.</summary>
    public static bool IsGiven(Node node) => node is ColumnNode or CountNode;

    /// <summary>Whether a value is the outcome of a step of its own.</summary>
    public static bool IsOutcome(Node node) => node is ReduceNode or ScanNode or SortNode or RankNode or PlacedNode;

    /// <summary>Whether one call computes a value.</summary>
    public static bool IsFamily(Node node) => node is ScanNode or SortNode or RankNode or PlacedNode or ReduceNode { Reduction: Reduction.Median };

    private void Need(Node node)
    {
        if (!HostValue.IsScalar(node) && !IsGiven(node) && !IsOutcome(node))
        {
            _needed.Add(node);
        }
    }
}
