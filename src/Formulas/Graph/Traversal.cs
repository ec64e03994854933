namespace Paragon.Formulas;

/// <summary>Walks over a graph.</summary>
public static class Traversal
{
    /// <summary>The nodes that a result needs, each after its arguments and once.</summary>
    public static IReadOnlyList<Node> Sorted(params Node[] roots)
    {
        List<Node> sorted = [];
        HashSet<Node> seen = [];
        Stack<(Node Node, int Next)> path = new();
        foreach (Node root in roots)
        {
            if (seen.Add(root))
            {
                path.Push((root, 0));
            }

            while (path.Count > 0)
            {
                (Node node, int next) = path.Pop();
                if (next == node.Arguments.Count)
                {
                    sorted.Add(node);
                    continue;
                }

                path.Push((node, next + 1));
                if (seen.Add(node.Arguments[next]))
                {
                    path.Push((node.Arguments[next], 0));
                }
            }
        }

        return sorted;
    }
}
