namespace Paragon.Formulas;

/// <summary>The values at a link's targets that are certainly needed where the value at the link is: no condition on data and no other link lies between.</summary>
public static class Reached
{
    /// <summary>Visits the reductions that a gathered value is made of, each at the link's targets.</summary>
    /// <param name="gather">The gathered value.</param>
    /// <param name="isKnown">Whether no batch decides the condition of a choice.</param>
    /// <param name="visit">Is given each reduction once.</param>
    public static void By(GatherNode gather, Func<Node, bool> isKnown, Action<ReduceNode> visit)
    {
        HashSet<Node> seen = [];
        Stack<Node> open = new();
        open.Push(gather.Value);
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            if (node is ReduceNode reduce)
            {
                visit(reduce);
                continue;
            }

            bool isDataChoice = node is OperationNode { Operation.Name: "select" } && !isKnown(node);
            foreach (Node argument in isDataChoice ? node.Arguments.Take(1) : node is OperationNode or StopGradientNode ? node.Arguments : [])
            {
                open.Push(argument);
            }
        }
    }
}
