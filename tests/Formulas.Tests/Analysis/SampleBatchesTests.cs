namespace Paragon.Formulas.Tests.Analysis;

public sealed class SampleBatchesTests
{
    private static readonly Domain _segment = new("segment");
    private static readonly Link _segmentOfToken = new DeclaredLink(SmallBatch.Token, "segment", _segment, true);
    private static readonly Link _completionOfSegment = new DeclaredLink(_segment, "completion", SmallBatch.Completion, false);

    [Fact]
    public void Every_method_can_be_computed_on_them_and_sees_no_empty_set()
    {
        foreach (string text in new[] { Methods.Dpo, Methods.Grpo, Methods.Gae })
        {
            Node root = GraphText.Read(text, new GraphBuilder());
            SampleBatches samples = new(root);
            for (int seed = 0; seed < 200; seed++)
            {
                Assert.All(samples.Next(seed, new SampleSettings { LargestMagnitude = 100 }).Evaluate(root), value => Assert.False(double.IsNaN(value)));
            }
        }
    }

    [Fact]
    public void A_seed_gives_the_same_batch_again()
    {
        Node root = GraphText.Read(Methods.Grpo, new GraphBuilder());
        SampleBatches samples = new(root);

        Assert.Equal(samples.Next(7).Batch.ToString(), samples.Next(7).Batch.ToString());
        Assert.NotEqual(samples.Next(7).Batch.ToString(), samples.Next(8).Batch.ToString());
    }

    [Fact]
    public void Values_lie_inside_the_declared_range_and_reach_its_ends()
    {
        GraphBuilder b = new();
        ColumnNode x = (ColumnNode)b.Column(SmallBatch.Token, "x", range: new Interval(-2, 5));
        SampleBatches samples = new(x);
        double[] values = [.. Enumerable.Range(0, 300).SelectMany(seed => samples.Next(seed).Evaluate(x))];

        Assert.All(values, value => Assert.InRange(value, -2, 5));
        Assert.Contains(-2.0, values);
        Assert.Contains(5.0, values);
    }

    [Fact]
    public void Values_without_a_declared_range_have_many_scales_and_ties()
    {
        Node x = new GraphBuilder().Column(SmallBatch.Token, "x");
        SampleBatches samples = new(x);
        double[] values = [.. Enumerable.Range(0, 300).SelectMany(seed => samples.Next(seed).Evaluate(x))];

        Assert.Contains(values, value => Math.Abs(value) == 1e4);
        Assert.Contains(values, value => value != 0 && Math.Abs(value) < 1e-2);
        Assert.Contains(0.0, values);
        Assert.Contains(Enumerable.Range(0, 300).Select(seed => samples.Next(seed).Evaluate(x)), row => row.Length > 2 && row.Distinct().Count() == 1);
    }

    [Fact]
    public void Segments_belong_to_their_tokens_completion_and_may_be_missing_or_torn()
    {
        GraphBuilder b = new();
        Node inside = b.Reduce(Reduction.Mean, _segmentOfToken, b.Column(SmallBatch.Token, "x"));
        Node root = b.Add(b.Reduce(Reduction.Sum, _completionOfSegment, inside), b.Reduce(Reduction.Sum, SmallBatch.CompletionOfToken, b.Column(SmallBatch.Token, "x")));
        SampleBatches samples = new(root);
        bool missing = false, torn = false;
        for (int seed = 0; seed < 300; seed++)
        {
            SampleBatch batch = samples.Next(seed).Batch;
            int[] segments = [.. batch.Targets("token", "segment")], completions = [.. batch.Targets("token", "completion")];
            for (int token = 0; token < segments.Length; token++)
            {
                Assert.True(segments[token] < 0 || batch.Targets("segment", "completion")[segments[token]] == completions[token]);
                missing |= segments[token] < 0;
                torn |= token > 1 && segments[token] >= 0 && segments[token] == segments[token - 2] && segments[token - 1] != segments[token];
            }
        }

        Assert.True(missing);
        Assert.True(torn);
    }

    [Fact]
    public void A_pair_has_two_completions_and_groups_of_one_come_on_request()
    {
        GraphBuilder b = new();
        Node reward = b.Column(SmallBatch.Completion, "reward");
        Link rejected = new DeclaredLink(SmallBatch.Pair, "rejected", SmallBatch.Completion, false), chosen = new DeclaredLink(SmallBatch.Pair, "chosen", SmallBatch.Completion, false);
        Node root = b.Subtract(b.Gather(chosen, reward), b.Gather(rejected, b.Gather(SmallBatch.GroupOfCompletion, b.Reduce(Reduction.Mean, SmallBatch.GroupOfCompletion, reward))));
        SampleBatches samples = new(root);
        for (int seed = 0; seed < 100; seed++)
        {
            SampleBatch batch = samples.Next(seed).Batch, single = samples.Next(seed, new SampleSettings { IsSingleton = true }).Batch;
            Assert.All(Enumerable.Range(0, batch.Rows("pair")), row => Assert.True(batch.Rows("completion") == 1 || batch.Targets("pair", "chosen")[row] != batch.Targets("pair", "rejected")[row]));
            Assert.Equal(single.Rows("group"), single.Rows("completion"));
        }
    }
}
