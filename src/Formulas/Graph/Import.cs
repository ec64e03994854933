namespace Paragon.Formulas;

/// <summary>Brings graphs of several builders into one.</summary>
public static class Import
{
    /// <summary>The same graph, made by another builder; names and sources come along.</summary>
    public static Node Into(GraphBuilder b, Node root)
    {
        Dictionary<Node, Node> made = [];
        foreach (Node node in Traversal.Sorted(root))
        {
            made[node] = node.Arguments.Count == 0 ? GraphText.Read(node.Key, b) : Rebuilding.With(b, node, [.. node.Arguments.Select(argument => made[argument])]);
            made[node].Label ??= node.Label;
            made[node].Source ??= node.Source;
        }

        return made[root];
    }
}
