using CsCheck;

namespace Paragon.Framework.Tests.Batches;

public sealed class BatchSplitterTests
{
    // Groups of completions of tokens, and pairs that tie two completions, perhaps of different groups.
    private static readonly Gen<PackedBatch> Batches =
        from completions in Gen.Int[1, 3].Array[1, 5]
        from tokens in Gen.Int[1, 4].Array[completions.Sum()]
        from chosen in Gen.Int[0, completions.Sum() - 1].Array[0, 3]
        from rejected in Gen.Int[0, completions.Sum() - 1].Array[chosen.Length]
        from logp in Gen.Double[-3, 0].Array[tokens.Sum()]
        select new PackedBatchBuilder()
            .Level("group", completions.Length)
            .LevelOf("completion", "group", completions)
            .LevelOf("token", "completion", tokens)
            .Level("pair", chosen.Length)
            .Link("pair", "chosen", "completion", chosen)
            .Link("pair", "rejected", "completion", rejected)
            .Column("token", "logp", logp)
            .Build();

    [Fact]
    public void Components_hold_every_row_once_and_put_together_they_are_the_batch_in_another_order() =>
        Batches.Check(
            batch =>
            {
                IReadOnlyList<BatchPart> parts = batch.Components();
                Dictionary<string, int[]> order = batch.Levels.Keys.ToDictionary(level => level, level => parts.SelectMany(part => part.Rows[level]).ToArray());
                foreach (string level in batch.Levels.Keys)
                {
                    Assert.Equal(Enumerable.Range(0, batch.Rows(level)), order[level].Order());
                }

                AssertSame(batch.Select(order).Batch, parts.Select(part => part.Batch).ToArray().Concatenate());
            },
            iter: 200);

    [Fact]
    public void No_component_falls_apart_any_further() =>
        Batches.Check(batch => Assert.All(batch.Components(), part => Assert.Single(part.Batch.Components())), iter: 100);

    [Fact]
    public void A_split_has_at_most_as_many_parts_as_asked_for_and_loses_no_row() =>
        Gen.Select(Batches, Gen.Int[1, 6]).Check(
            (batch, count) =>
            {
                IReadOnlyList<BatchPart> parts = batch.Split(count);
                Assert.InRange(parts.Count, 1, Math.Min(count, batch.Components().Count));
                Assert.Equal(Enumerable.Range(0, batch.Rows("token")), parts.SelectMany(part => part.Rows["token"]).Order());
            },
            iter: 200);

    [Fact]
    public void As_many_parts_as_components_of_equal_size_are_the_components()
    {
        PackedBatch batch = new PackedBatchBuilder().Level("group", 4).LevelOf("completion", "group", [2, 2, 2, 2]).Build();
        Assert.Equal(4, batch.Split(4).Count);
        Assert.Equal([4, 4], batch.Split(2).Select(part => part.Batch.Rows("completion")));
    }

    [Fact]
    public void A_budget_of_rows_is_kept_but_by_a_component_that_alone_exceeds_it()
    {
        PackedBatch batch = new PackedBatchBuilder().Level("completion", 4).LevelOf("token", "completion", [2, 1, 5, 1]).Build();
        Assert.Equal([3, 5, 1], batch.SplitByRows("token", 3).Select(part => part.Batch.Rows("token")));
    }

    [Fact]
    public void Values_of_parts_are_scattered_to_their_places()
    {
        PackedBatch batch = new PackedBatchBuilder().Level("completion", 3).LevelOf("token", "completion", [2, 1, 2]).Column("token", "logp", [-1, -2, -3, -4, -5]).Build();
        double[] whole = new double[5];
        foreach (BatchPart part in batch.Split(2))
        {
            part.Scatter("token", part.Batch.Column("token", "logp"), whole);
        }

        Assert.Equal([-1, -2, -3, -4, -5], whole);
    }

    [Fact]
    public void A_link_out_of_the_selected_rows_is_an_error_that_names_it()
    {
        PackedBatch batch = new PackedBatchBuilder().Level("completion", 2).LevelOf("token", "completion", [1, 1]).Build();
        BatchException error = Assert.Throws<BatchException>(() => batch.Select(new Dictionary<string, int[]> { ["token"] = [1], ["completion"] = [0] }));
        Assert.Contains("token 1 leads to completion 1", error.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(PackedBatch expected, PackedBatch actual)
    {
        Assert.Equal(expected.Levels.Keys.Order(), actual.Levels.Keys.Order());
        foreach (PackedLevel level in expected.Levels.Values)
        {
            PackedLevel other = actual.Levels[level.Name];
            Assert.Equal(level.Rows, other.Rows);
            Assert.Equal(level.Parent, other.Parent);
            Assert.All(level.Columns, column => Assert.Equal(column.Value, other.Columns[column.Key]));
            Assert.All(level.Links.Values, link => Assert.Equal(link.Targets.ToArray(), other.Links[link.Name].Targets.ToArray()));
        }
    }
}
