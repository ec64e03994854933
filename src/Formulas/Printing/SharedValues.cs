namespace Paragon.Formulas;

/// <summary>The values of a graph that are worth a name when it is printed: used more than once, and not short.</summary>
internal static class SharedValues
{
    /// <summary>Weight from which a value is long.</summary>
    private const int Long = 4;

    /// <summary>The values, each before those that it uses.</summary>
    public static IReadOnlyList<Node> Of(Node root)
    {
        IReadOnlyList<Node> nodes = Traversal.Sorted(root);
        Dictionary<Node, int> uses = nodes.SelectMany(node => node.Arguments).GroupBy(node => node).ToDictionary(group => group.Key, group => group.Count());
        HashSet<Node> ranked = [.. nodes.OfType<PlacedNode>().Select(placed => WithoutSign(placed.Value))];
        Dictionary<Node, int> weights = [];
        List<Node> shared = [];
        foreach (Node node in nodes)
        {
            int weight = Weight(node, node.Arguments.Sum(argument => weights[argument]));
            bool isNamed = node != root && CanBeNamed(node) && (ranked.Contains(node) || (uses[node] > 1 && weight >= Long));
            weights[node] = isNamed ? 1 : weight;
            if (isNamed)
            {
                shared.Add(node);
            }
        }

        shared.Reverse();
        return shared;
    }

    private static Node WithoutSign(Node node) => node is OperationNode { Operation.Name: "negate" } negation ? negation.First() : node;

    private static bool CanBeNamed(Node node) => node is OperationNode { Operation.Name: not "negate" } or ReduceNode or ScanNode or SortNode or RankNode or PlacedNode;

    // Long chains would overflow; beyond some length a value is only long.
    private static int Weight(Node node, int arguments) => Math.Min(1000, node is GatherNode or StopGradientNode ? arguments : arguments + 1);
}
