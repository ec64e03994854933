using Paragon.Algorithms;
using Paragon.Models;
using TorchSharp;

namespace Paragon.Training.Tests;

/// <summary>One update is the same however many micro-batches it is computed in.</summary>
public sealed class MicroBatchTests
{
    private static readonly TrainerOptions Parts = new() { MicroBatchTokens = 1 };

    public static TheoryData<string> OnRollouts { get; } = ["grpo", "dapo", "ppo", "gspo", "rloo"];

    [Theory]
    [MemberData(nameof(OnRollouts))]
    public void An_update_in_micro_batches_is_the_update_of_the_whole_batch(string name)
    {
        IObjective objective = UpdateSamples.Named(name);
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = UpdateSamples.Rollout(objective);
        Same(objective, batch, sequences);
    }

    [Fact]
    public void So_it_is_where_a_sum_over_the_batch_reads_the_policy()
    {
        // KTO's reference point is a mean of log-ratios over the whole batch.
        Kto objective = new();
        Judgement[] examples = [.. Enumerable.Range(0, 6).Select(row => new Judgement(UpdateSamples.Sequence(row, 3 + (row % 3)), row % 2 == 0))];
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = new JudgementLayout(true, 64).Pack(examples);
        Random random = new(5);
        Same(objective, batch.With("token", "ref_logp", [.. Enumerable.Range(0, batch.Rows("token")).Select(_ => -3 * random.NextDouble())]), sequences);
    }

    [Fact]
    public void An_objective_that_needs_its_batch_whole_refuses_more_than_one_micro_batch()
    {
        KlCov objective = new();
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = UpdateSamples.Rollout(objective);
        BatchException error = Assert.Throws<BatchException>(() => UpdateSamples.Updated(objective, batch, sequences, Parts));
        Assert.Contains("kl-cov", error.Message, StringComparison.Ordinal);
        Assert.Contains("one micro-batch", error.Message, StringComparison.Ordinal);
    }

    private static void Same(IObjective objective, PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences)
    {
        double[] whole = UpdateSamples.Updated(objective, batch, sequences, new TrainerOptions()), parts = UpdateSamples.Updated(objective, batch, sequences, Parts);
        using Policy untouched = Policies.Create(objective, SortDigits.Tokenizer, 3, 16, torch.ScalarType.Float64);
        double[] before = untouched.Numbers();
        Assert.True(whole.Zip(before).Max(pair => Math.Abs(pair.First - pair.Second)) > 1e-5, "the update moved nothing");
        Assert.True(whole.Zip(parts).Max(pair => Math.Abs(pair.First - pair.Second)) < 1e-9, "the parameters differ");
    }
}
