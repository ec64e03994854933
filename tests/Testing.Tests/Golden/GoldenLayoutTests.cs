namespace Paragon.Testing.Tests.Golden;

public sealed class GoldenLayoutTests
{
    [Fact]
    public void Masked_tokens_are_dropped_and_unpacked_values_stand_at_their_places()
    {
        TokenLayout batch = Reader("""{"mask": [[1, 0, 1], [0, 1, 0]], "logp": [[1, 99, 2], [99, 3, 99]]}""").Tokens().Token("logp");
        Assert.Equal([1, 2, 3], batch.Batch().Column("token", "logp"));
        Assert.Equal([1, -7, 2, -7, 3, -7], batch.Tokens.Unpack([1, 2, 3], fill: -7).Values);
    }

    [Fact]
    public void Groups_that_are_not_contiguous_are_put_in_order_and_values_return_to_theirs()
    {
        TokenLayout batch = Reader("""{"mask": [[1], [1], [1]], "group": [5, 2, 5], "reward": [1, 2, 3]}""").Tokens(group: "group").Completion("reward");
        PackedBatch packed = batch.Batch();
        Assert.Equal([2, 1, 3], packed.Column("completion", "reward"));
        Assert.Equal([0, 1, 1], packed.Link("completion", "group").Targets.ToArray());
        Assert.Equal([1, 2, 3], batch.Completions.Unpack(packed.Column("completion", "reward")).Values);
    }

    [Fact]
    public void A_value_of_each_completion_is_given_to_its_tokens() =>
        Assert.Equal([7, 7, 8], Reader("""{"mask": [[1, 1], [1, 0]], "adv": [7, 8]}""").Tokens().Token("advantage", "adv").Batch().Column("token", "advantage"));

    [Fact]
    public void Completions_without_tokens_are_left_out_where_that_is_asked_for()
    {
        TokenLayout batch = Reader("""{"mask": [[0, 0], [1, 1]], "reward": [4, 5]}""").Tokens(withoutEmpty: true).Completion("reward");
        Assert.Equal([5], batch.Batch().Column("completion", "reward"));
        Assert.Equal([0, 5], batch.Completions.Unpack([5]).Values);
    }

    [Fact]
    public void Pairs_may_differ_in_width_and_link_to_their_completions()
    {
        TwinLayout pairs = Reader("""{"mask_chosen": [[1, 1, 0], [1, 0, 0]], "mask_rejected": [[1], [1]], "logp_chosen": [[1, 2, 99], [3, 99, 99]], "logp_rejected": [[4], [5]]}""").Pairs().Token("logp");
        PackedBatch packed = pairs.Batch();
        Assert.Equal([1, 2, 4, 3, 5], packed.Column("token", "logp"));
        Assert.Equal([0, 2], packed.Link("pair", "chosen").Targets.ToArray());
        Assert.Equal([1, 3], packed.Link("pair", "rejected").Targets.ToArray());
        Assert.Equal([1, 2, 0, 3, 0, 0], pairs.First.Unpack(packed.Column("token", "logp")).Values);
        Assert.Equal([4, 5], pairs.Second.Unpack(packed.Column("token", "logp")).Values);
    }

    [Fact]
    public void A_column_that_misses_a_row_is_an_error_that_names_it()
    {
        TwinLayout pairs = Reader("""{"mask_chosen": [[1]], "mask_rejected": [[1]], "logp_chosen": [[1]]}""").Pairs();
        pairs.Layout.Column(pairs.First, "logp", "logp_chosen");
        Assert.Contains("column 'token.logp' has no value for row 1", Assert.Throws<GoldenException>(pairs.Batch).Message, StringComparison.Ordinal);
    }

    private static GoldenReader Reader(string inputs) =>
        new(GoldenFile.Parse("f.json", """{"method": "m", "cases": [{"name": "n", "inputs": INPUTS, "expected": {}}]}""".Replace("INPUTS", inputs)).Cases[0]);
}
