using Paragon.Formulas;

namespace Paragon.Training;

/// <summary>Decides the choices of a graph that options alone decide.</summary>
internal static class OptionChoices
{
    /// <summary>The nodes that the result needs when each choice between options takes the side that the options say.</summary>
    public static IReadOnlyCollection<Node> Taken(IObjective objective, Node root)
    {
        Evaluator options = new(new PackedBatchData(new PackedBatchBuilder().Build()), objective.Option);
        HashSet<Node> taken = [];
        Stack<Node> open = new([root]);
        while (open.TryPop(out Node? node))
        {
            if (!taken.Add(node))
            {
                continue;
            }

            if (node is OperationNode { Operation.Name: "select" } choice && choice.Arguments[0].Domain is null)
            {
                open.Push(choice.Arguments[options.Evaluate(choice.Arguments[0])[0] != 0 ? 1 : 2]);
                continue;
            }

            foreach (Node argument in node.Arguments)
            {
                open.Push(argument);
            }
        }

        return taken;
    }
}
