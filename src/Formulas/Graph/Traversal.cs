namespace Paragon.Formulas;

/// <summary>Walks over a graph.</summary>
public static class Traversal
{
    /// <summary>The nodes that a result needs, each after its arguments and once.</summary>
    public static IReadOnlyList<Node> Sorted(Node root) => root.Sorted ??= Sorted([root]);

    /// <summary>The nodes that some results need, each after its arguments and once.</summary>
    public static IReadOnlyList<Node> Sorted(Node[] roots)
    {
        List<Node> sorted = [];
        HashSet<Node> seen = [];
        foreach (Node root in roots)
        {
            Add(root, seen.Add, sorted);
        }

        return sorted;
    }

    /// <summary>The nodes that a result needs beside those that are known, each after its arguments and once. What a known node needs is known.</summary>
    public static IReadOnlyList<Node> SortedBeside<T>(IReadOnlyDictionary<Node, T> known, Node root)
    {
        List<Node> sorted = [];
        HashSet<Node> seen = [];
        Add(root, node => !known.ContainsKey(node) && seen.Add(node), sorted);
        return sorted;
    }

    private static void Add(Node root, Func<Node, bool> isNew, List<Node> sorted)
    {
        if (!isNew(root))
        {
            return;
        }

        Stack<(Node Node, int Next)> path = new();
        path.Push((root, 0));
        while (path.Count > 0)
        {
            (Node node, int next) = path.Pop();
            if (next == node.Arguments.Count)
            {
                sorted.Add(node);
                continue;
            }

            path.Push((node, next + 1));
            if (isNew(node.Arguments[next]))
            {
                path.Push((node.Arguments[next], 0));
            }
        }
    }
}
