namespace Paragon;

/// <summary>
/// The prefix tree that the completions of each prompt form, from their token ids: completions that begin with the same
/// tokens share the nodes of these.
/// </summary>
public static class PrefixTree
{
    /// <summary>The batch with the level 'node' under the groups, and a link from each token to the node that the completion reaches with it.</summary>
    /// <param name="batch">Groups, completions and tokens.</param>
    /// <param name="completions">The token ids of each completion, in the order of the rows.</param>
    /// <exception cref="BatchException">A completion has another number of ids than of tokens.</exception>
    /// <remarks>One look-up for each token. Ids of prompts never matter: a tree belongs to one group.</remarks>
    public static PackedBatch WithPrefixTree(this PackedBatch batch, IReadOnlyList<IReadOnlyList<int>> completions)
    {
        PackedLink group = batch.Link("completion", "group");
        PackedLink completion = batch.Link("token", "completion");
        int[] nodes = new int[batch.Rows("token")];
        int[] counts = new int[batch.Rows("group")];
        int first = 0;
        for (int row = 0; row < counts.Length; first += counts[row++])
        {
            Dictionary<(int Node, int Id), int> children = [];
            foreach (int member in group.Sources(row))
            {
                int[] tokens = completion.Sources(member);
                Check(member, tokens.Length, completions[member].Count);
                int node = -1;
                for (int token = 0; token < tokens.Length; token++)
                {
                    (int, int) step = (node, completions[member][token]);
                    if (!children.TryGetValue(step, out node))
                    {
                        children[step] = node = children.Count;
                    }

                    nodes[tokens[token]] = first + node;
                }
            }

            counts[row] = children.Count;
        }

        return PackedBatchBuilder.From(batch).LevelOf("node", "group", counts).Link("token", "node", "node", nodes).Build();
    }

    private static void Check(int row, int tokens, int ids)
    {
        if (tokens != ids)
        {
            throw new BatchException($"Completion {row} has {tokens} tokens, but {ids} ids were given for it.");
        }
    }
}
