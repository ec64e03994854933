namespace Paragon.Formulas;

/// <summary>Makes a graph again with some of its nodes replaced.</summary>
public static class Rewriting
{
    /// <summary>The graph with every node that <paramref name="replace"/> has an answer for replaced by it.</summary>
    /// <param name="b">Builder of the graph's nodes.</param>
    /// <param name="root">The graph.</param>
    /// <param name="replace">Given a node and its new arguments, what stands in its place, or null to keep it.</param>
    public static Node Replace(GraphBuilder b, Node root, Func<Node, Node[], Node?> replace) => All(b, [root], replace)[root];

    /// <summary>What becomes of every node of some graphs. Names and sources go over to what stands in a node's place.</summary>
    /// <param name="b">Builder of the graphs' nodes.</param>
    /// <param name="roots">The graphs.</param>
    /// <param name="replace">Given a node and its new arguments, what stands in its place, or null to keep it.</param>
    public static IReadOnlyDictionary<Node, Node> All(GraphBuilder b, IEnumerable<Node> roots, Func<Node, Node[], Node?> replace)
    {
        Dictionary<Node, Node> made = [];
        foreach (Node node in Traversal.Sorted([.. roots]))
        {
            Node[] arguments = [.. node.Arguments.Select(argument => made[argument])];
            made[node] = replace(node, arguments) ?? Rebuilding.With(b, node, arguments);
            made[node].Label ??= node.Label;
            made[node].Source ??= node.Source;
        }

        return made;
    }
}
