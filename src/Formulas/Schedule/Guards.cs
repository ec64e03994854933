namespace Paragon.Formulas;

/// <summary>The guard of every value that some roots need.</summary>
public sealed class Guards
{
    private readonly Dictionary<Node, Guard> _guards = [];

    /// <summary>Works the guards out.</summary>
    /// <param name="roots">Each root with the guard under which it is needed.</param>
    public Guards(IReadOnlyList<(Node Root, Guard Guard)> roots)
    {
        Nodes = Traversal.Sorted([.. roots.Select(root => root.Root)]);
        foreach ((Node root, Guard guard) in roots)
        {
            Use(root, guard);
        }

        foreach (Node node in Nodes.Reverse())
        {
            Guard guard = _guards[node];
            bool isChoice = HostValue.IsChoice(node);
            for (int i = 0; i < node.Arguments.Count; i++)
            {
                Use(node.Arguments[i], isChoice && i > 0 ? guard.And(node.Arguments[0], i == 1) : guard);
            }
        }
    }

    /// <summary>All values, each after those that it is computed from.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The guard of a value.</summary>
    public Guard Of(Node node) => _guards.TryGetValue(node, out Guard? guard) ? guard : Guard.Never;

    private void Use(Node node, Guard guard) => _guards[node] = Of(node).Or(guard);
}
