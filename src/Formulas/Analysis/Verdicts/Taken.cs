namespace Paragon.Formulas;

/// <summary>
/// In which rows a part of a formula counts: where a choice takes the other side, or a reduced set does not hold the row,
/// its value is computed and thrown away.
/// </summary>
internal sealed class Taken
{
    private readonly Dictionary<Node, bool[]> _taken = [];

    public Taken(Node root, Evaluator evaluator)
    {
        IReadOnlyList<Node> nodes = Traversal.Sorted(root);
        foreach (Node node in nodes)
        {
            _taken[node] = new bool[node.Domain is null ? 1 : evaluator.Links.Rows(node.Domain)];
        }

        Fill(_taken[root]);
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            if (_taken[nodes[i]] is var rows && Array.IndexOf(rows, true) >= 0)
            {
                Pass(nodes[i], rows, evaluator);
            }
        }
    }

    /// <summary>Whether a node's value at a row reaches the result.</summary>
    public bool At(Node node, int row) => _taken[node][row];

    private void Pass(Node node, bool[] rows, Evaluator evaluator)
    {
        switch (node)
        {
            case OperationNode { Operation.Name: "select" } choice:
                double[] conditions = evaluator.Evaluate(choice.First());
                for (int row = 0; row < rows.Length; row++)
                {
                    if (rows[row])
                    {
                        Mark(choice.First(), row);
                        Mark(choice.Arguments[conditions[choice.First().Domain is null ? 0 : row] != 0 ? 1 : 2], row);
                    }
                }

                break;
            case GatherNode gather:
                int[] targets = evaluator.Links.Targets(gather.Link);
                for (int row = 0; row < rows.Length; row++)
                {
                    if (rows[row] && targets[row] >= 0)
                    {
                        Mark(gather.Value, targets[row]);
                    }
                }

                break;
            case ReduceNode reduce:
                int[] owners = evaluator.Links.Targets(reduce.Link);
                for (int row = 0; row < owners.Length; row++)
                {
                    if (owners[row] >= 0 && rows[owners[row]])
                    {
                        Mark(reduce.Value, row);
                    }
                }

                break;
            case OperationNode or StopGradientNode:
                foreach (Node argument in node.Arguments)
                {
                    for (int row = 0; row < rows.Length; row++)
                    {
                        if (rows[row])
                        {
                            Mark(argument, row);
                        }
                    }
                }

                break;
            default:
                // what runs over a family uses all of it
                foreach (Node argument in node.Arguments)
                {
                    Fill(_taken[argument]);
                }

                break;
        }
    }

    private void Mark(Node node, int row) => _taken[node][node.Domain is null ? 0 : row] = true;

    private static void Fill(bool[] rows)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = true;
        }
    }
}
