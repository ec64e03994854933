using CsCheck;

namespace Paragon.Framework.Tests.Batches;

/// <summary>The prefix tree held against one that is made by looking up one token after another.</summary>
public sealed class PrefixTreeTests
{
    // Few symbols, so that completions share much; some are empty, some the same, some begin another; some prompts have none.
    private static readonly Gen<int[][][]> Groups = Gen.Int[1, 3].SelectMany(symbols => Gen.Int[0, symbols].Array[0, 20].Array[0, 9].Array[0, 5]);

    [Fact]
    public void It_is_that_of_one_look_up_a_token_in_the_same_numbers() => Groups.Check(
        groups =>
        {
            PackedBatch batch = Batch(groups).Level("token", "completion", [.. groups.SelectMany(group => group).SelectMany((ids, row) => ids.Select(_ => row))]).Build();
            AssertTree(groups, batch.WithPrefixTree(Completions(groups)), [.. Enumerable.Range(0, batch.Rows("token"))]);
        },
        iter: 400);

    [Fact]
    public void Tokens_of_a_completion_need_not_lie_together() => Gen.Select(Groups, Gen.Int).Check(
        (groups, seed) =>
        {
            int[] completions = [.. groups.SelectMany(group => group).SelectMany((ids, row) => ids.Select(_ => row))], places = new int[completions.Length];
            new Random(seed).Shuffle(completions);
            foreach ((int place, int token) in Enumerable.Range(0, completions.Length).OrderBy(token => completions[token]).Index())
            {
                places[token] = place;
            }

            PackedBatch batch = Batch(groups).Level("token", completions.Length).Link("token", "completion", "completion", completions).Build();
            AssertTree(groups, batch.WithPrefixTree(Completions(groups)), places);
        },
        iter: 200);

    [Fact]
    public void The_rest_of_the_batch_stays()
    {
        PackedBatch batch = new PackedBatchBuilder().Level("group", 1).LevelOf("completion", "group", [2]).LevelOf("token", "completion", [2, 1])
            .Column("token", "logp", [-1, -2, -3]).Link("token", "after", "token", [1, -1, -1]).Build();
        PackedBatch tree = batch.WithPrefixTree([[4, 5], [4]]);
        Assert.Same(batch.Column("token", "logp"), tree.Column("token", "logp"));
        Assert.Same(batch.Link("token", "after"), tree.Link("token", "after"));
        Assert.Equal("group", tree.Levels["node"].Parent);
        Assert.Throws<BatchException>(() => batch.Link("token", "node"));
        Assert.Throws<BatchException>(() => tree.WithPrefixTree([[4, 5], [4]]));
    }

    [Fact]
    public void Ids_of_another_number_of_completions_are_refused()
    {
        PackedBatch batch = new PackedBatchBuilder().Level("group", 1).LevelOf("completion", "group", [2]).LevelOf("token", "completion", [2, 1]).Build();
        Assert.Contains("2 completions, but ids of 3", Assert.Throws<BatchException>(() => batch.WithPrefixTree([[4, 5], [4], [4]])).Message, StringComparison.Ordinal);
    }

    private static PackedBatchBuilder Batch(int[][][] groups) =>
        new PackedBatchBuilder().Level("group", groups.Length).LevelOf("completion", "group", groups.Select(group => group.Length));

    private static int[][] Completions(int[][][] groups) => [.. groups.SelectMany(group => group)];

    /// <summary>Holds a tree against the plain one; <paramref name="places"/> says which of the tokens, completion by completion, each token of the batch is.</summary>
    private static void AssertTree(int[][][] groups, PackedBatch tree, int[] places)
    {
        (int[] parents, int[] nodes) = Plain(groups);
        Assert.Equal(parents, tree.Link("node", "group").Targets.ToArray());
        Assert.Equal(places.Select(place => nodes[place]), tree.Link("token", "node").Targets.ToArray());
        ILookup<int, int> tokens = places.Index().ToLookup(token => nodes[token.Item], token => token.Index);
        Assert.All(Enumerable.Range(0, parents.Length), node => Assert.Equal(tokens[node], tree.Link("token", "node").Sources(node)));
    }

    private static (int[] Parents, int[] Nodes) Plain(int[][][] groups)
    {
        List<int> parents = [], nodes = [];
        for (int group = 0; group < groups.Length; group++)
        {
            Dictionary<(int Node, int Id), int> children = [];
            foreach (int[] ids in groups[group])
            {
                int node = -1;
                foreach (int id in ids)
                {
                    if (!children.TryGetValue((node, id), out int child))
                    {
                        children[(node, id)] = child = parents.Count;
                        parents.Add(group);
                    }

                    nodes.Add(node = child);
                }
            }
        }

        return ([.. parents], [.. nodes]);
    }
}
