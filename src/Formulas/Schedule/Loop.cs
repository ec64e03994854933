namespace Paragon.Formulas;

/// <summary>What a loop over a level computes as it goes.</summary>
public static class Loop
{
    /// <summary>The values that a loop computes or loads, each after those that it is computed from.</summary>
    /// <param name="sinks">Values that the loop ends in.</param>
    /// <param name="domain">Level of the loop.</param>
    /// <param name="inMemory">Whether a value is loaded and not computed.</param>
    public static IReadOnlyList<Node> Body(IEnumerable<Node> sinks, Domain domain, Func<Node, bool> inMemory)
    {
        List<Node> body = [];
        HashSet<Node> seen = [];
        foreach (Node sink in sinks)
        {
            Visit(sink);
        }

        return body;

        void Visit(Node node)
        {
            if (HostValue.IsScalar(node) || !seen.Add(node))
            {
                return;
            }

            if (node is OperationNode && !inMemory(node))
            {
                foreach (Node argument in node.Arguments)
                {
                    Visit(argument);
                }
            }

            body.Add(node);
        }
    }

    /// <summary>The outcomes of other steps that computing a value in a loop reads, those of the whole batch among them.</summary>
    public static IEnumerable<Node> Reads(Node value)
    {
        HashSet<Node> seen = [];
        Stack<Node> open = new([value]);
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            if (Memory.IsOutcome(node))
            {
                yield return node;
            }
            else if (node is GatherNode { Link: not RootLink } gather)
            {
                if (!Memory.IsGiven(gather.Value))
                {
                    yield return gather.Value;
                }
            }
            else
            {
                foreach (Node argument in node.Arguments)
                {
                    open.Push(argument);
                }
            }
        }
    }
}
