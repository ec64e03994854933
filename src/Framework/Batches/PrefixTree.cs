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
    /// <exception cref="BatchException">There are ids of another number of completions, or a completion has another number of ids than of tokens.</exception>
    /// <remarks>Each token is looked at once, and compared with those of its group at the same place. Ids of prompts never matter: a tree belongs to one group.</remarks>
    public static PackedBatch WithPrefixTree(this PackedBatch batch, IReadOnlyList<int[]> completions)
    {
        PackedLink group = batch.Link("completion", "group"), completion = batch.Link("token", "completion");
        Check(completion.Offsets, completions);
        int[] nodes = new int[completion.Offsets[^1]], counts = new int[batch.Rows("group")];
        Array.Fill(nodes, -1);
        int first = 0;
        for (int row = 0; row < counts.Length; first += counts[row++])
        {
            counts[row] = PrefixNodes.Number(group.Family(row), completions, completion.Offsets, nodes, first);
        }

        return PackedBatchBuilder.From(batch).LevelOf("node", "group", counts).Link("token", "node", "node", OfTokens(batch, completion, nodes)).Build();
    }

    private static void Check(ReadOnlySpan<int> offsets, IReadOnlyList<int[]> completions)
    {
        if (completions.Count != offsets.Length - 1)
        {
            throw new BatchException($"The batch has {offsets.Length - 1} completions, but ids of {completions.Count} were given.");
        }

        for (int row = 0; row < completions.Count; row++)
        {
            int tokens = offsets[row + 1] - offsets[row];
            if (tokens != completions[row].Length)
            {
                throw new BatchException($"Completion {row} has {tokens} tokens, but {completions[row].Length} ids were given for it.");
            }
        }
    }

    /// <summary>The nodes, which stand completion by completion, in the order of the tokens; -1 of a token that belongs to none.</summary>
    private static int[] OfTokens(PackedBatch batch, PackedLink completion, int[] nodes)
    {
        PackedLevel token = batch.Level("token");
        if (token.Parent == completion.Name && nodes.Length == token.Rows)
        {
            return nodes;
        }

        int[] ofTokens = new int[token.Rows];
        Array.Fill(ofTokens, -1);
        for (int row = 0; row < completion.Offsets.Length - 1; row++)
        {
            ReadOnlySpan<int> tokens = completion.Family(row);
            for (int place = 0; place < tokens.Length; place++)
            {
                ofTokens[tokens[place]] = nodes[completion.Offsets[row] + place];
            }
        }

        return ofTokens;
    }
}
