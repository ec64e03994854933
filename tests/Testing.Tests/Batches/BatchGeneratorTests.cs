using CsCheck;

namespace Paragon.Testing.Tests.Batches;

public sealed class BatchGeneratorTests
{
    [Fact]
    public void A_loss_of_pairs_is_given_pairs_of_two_completions_with_tokens_and_the_columns_that_it_reads() =>
        BatchGenerator.For(new Logistic()).Check(
            batch =>
            {
                Assert.Equal(["completion", "pair", "token"], batch.Levels.Keys.Order());
                Assert.Equal(["logp", "ref_logp"], batch.Levels["token"].Columns.Keys.Order());
                Assert.All(batch.Column("token", "logp"), value => Assert.InRange(value, -10, 0));
                for (int row = 0; row < batch.Rows("pair"); row++)
                {
                    Assert.NotEqual(batch.Link("pair", "chosen").Target(row), batch.Link("pair", "rejected").Target(row));
                }
            },
            iter: 100);

    [Fact]
    public void Levels_of_a_user_are_made_like_the_frameworks_own() =>
        BatchGenerator.For(new Polite()).Parent("turn", "completion").Check(
            batch =>
            {
                PackedLink turn = batch.Link("word", "turn");
                PackedLink completion = batch.Link("word", "completion");
                for (int word = 0; word < batch.Rows("word"); word++)
                {
                    if (turn.Target(word) >= 0)
                    {
                        Assert.Equal(completion.Target(word), batch.Link("turn", "completion").Target(turn.Target(word)));
                    }
                }

                Assert.All(Enumerable.Range(0, batch.Rows("turn")), row => Assert.NotEmpty(turn.Sources(row)));
            },
            iter: 100);

    [Fact]
    public void Many_batches_fall_apart_into_several_components() =>
        Assert.InRange(Enumerable.Range(1, 100).Count(i => BatchGenerator.For(new Logistic()).Generate(new PCG(9, (ulong)i), null, out _).Components().Count(part => part.Batch.Rows("pair") > 0) > 1), 30, 100);

    [Fact]
    public void A_declared_column_and_family_are_kept() =>
        BatchGenerator.For(new ClippedGroup()).Column("completion", "reward", Gen.Double[5, 6]).Family("completion", 3, 3).Check(
            batch =>
            {
                Assert.All(batch.Column("completion", "reward"), value => Assert.InRange(value, 5, 6));
                Assert.Equal(3 * batch.Rows("group"), batch.Rows("completion"));
            },
            iter: 50);

    [Fact]
    public void The_text_of_a_batch_shows_levels_links_and_columns() =>
        Assert.Equal(
            "  completion[2]\n  token[3] completion→[0, 0, 1] logp=[-1, -0.5, -2]",
            BatchText.Of(new PackedBatchBuilder().Level("completion", 2).LevelOf("token", "completion", [2, 1]).Column("token", "logp", [-1, -0.5, -2]).Build()));
}
