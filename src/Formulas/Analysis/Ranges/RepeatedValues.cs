namespace Paragon.Formulas;

/// <summary>
/// The values that the operations of an expression use more than once, each as near to the result as possible: of
/// (s - r)² - (s - r), the difference.
/// </summary>
internal sealed class RepeatedValues
{
    public RepeatedValues(OperationNode root)
    {
        Dictionary<Node, int> uses = new() { [root] = 0 };
        Dictionary<Node, Node> parents = [];
        Stack<Node> waiting = new([root]);
        while (waiting.Count > 0)
        {
            Node node = waiting.Pop();
            Operations++;
            foreach (Node argument in node.Arguments.Where(argument => argument is not ConstantNode))
            {
                parents[argument] = node;
                uses[argument] = (uses.TryGetValue(argument, out int before) ? before : 0) + 1;
                if (before == 0 && IsInside(argument))
                {
                    waiting.Push(argument);
                }
            }
        }

        foreach (Node leaf in uses.Keys.Where(node => !IsInside(node)))
        {
            Node top = leaf;
            while (top != root && uses[top] == 1)
            {
                top = parents[top];
            }

            if (top != root && !Values.Contains(top))
            {
                Values.Add(top);
            }
        }
    }

    /// <summary>The values.</summary>
    public List<Node> Values { get; } = [];

    /// <summary>How many operations there are above them.</summary>
    public int Operations { get; private set; }

    private static bool IsInside(Node node) => node is OperationNode or StopGradientNode;
}
