using Paragon.Segmentation;

namespace Paragon.Framework.Tests.Segmentation;

/// <summary>Segments as levels of a packed batch, and the prefix tree.</summary>
public sealed class SegmentedLevelTests
{
    private static readonly PackedBatch _batch = new PackedBatchBuilder()
        .Level("group", 2)
        .LevelOf("completion", "group", [2, 1])
        .LevelOf("token", "completion", [3, 2, 2])
        .Column("token", "logp", new double[7])
        .Build();

    [Fact]
    public void Segments_stand_under_completions_and_tokens_point_to_them()
    {
        PackedBatch steps = new SegmentedLevel("step", new NGramSegmenter(2)).Add(_batch, [Cut(0, 0, 1), Cut(0, 1), Cut(0, 0)]);
        Assert.Equal([0, 0, 1, 1, 2], steps.Link("step", "completion").Targets.ToArray());
        Assert.Equal([0, 0, 1, 2, 3, 4, 4], steps.Link("token", "step").Targets.ToArray());
        Assert.Equal(7, steps.Column("token", "logp").Length);
    }

    [Fact]
    public void Segments_of_one_place_share_an_element_of_their_group()
    {
        PackedBatch steps = new SegmentedLevel("step", new NGramSegmenter(2)) { Across = "slot" }.Add(_batch, [Cut(0, 0, 1), Cut(0, 1), new SegmentCut([0, 0], 3)]);
        Assert.Equal([0, 0, 1, 1, 1], steps.Link("slot", "group").Targets.ToArray());
        Assert.Equal([0, 1, 0, 1, 2, 3, 4], steps.Link("step", "slot").Targets.ToArray());
    }

    [Fact]
    public void A_cut_of_another_length_or_out_of_order_is_refused()
    {
        SegmentedLevel steps = new("step", new NGramSegmenter(2));
        BatchException error = Assert.Throws<BatchException>(() => steps.Add(_batch, [Cut(0, 0), Cut(0, 1), Cut(0, 0)]));
        Assert.Contains("completion 0", error.Message, StringComparison.Ordinal);
        Assert.Throws<BatchException>(() => steps.Add(_batch, [Cut(0, 1, 0), Cut(0, 1), Cut(0, 0)]));
    }

    [Fact]
    public void Completions_of_a_group_share_the_nodes_of_their_common_prefix()
    {
        PackedBatch tree = _batch.WithPrefixTree([[5, 6, 7], [5, 8], [5, 6]]);
        Assert.Equal([0, 0, 0, 0, 1, 1], tree.Link("node", "group").Targets.ToArray());
        Assert.Equal([0, 1, 2, 0, 3, 4, 5], tree.Link("token", "node").Targets.ToArray());
    }

    [Fact]
    public void The_same_id_after_another_prefix_is_another_node() =>
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], _batch.WithPrefixTree([[5, 6, 7], [6, 7], [5, 6]]).Link("token", "node").Targets.ToArray());

    [Fact]
    public void A_completion_with_another_number_of_ids_is_refused() =>
        Assert.Contains("Completion 1 has 2 tokens, but 3 ids", Assert.Throws<BatchException>(() => _batch.WithPrefixTree([[5, 6, 7], [6, 7, 8], [5, 6]])).Message, StringComparison.Ordinal);

    private static SegmentCut Cut(params int[] segments) => new(segments, segments.Max() + 1);
}
