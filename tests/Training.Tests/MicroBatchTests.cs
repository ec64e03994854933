using Paragon.Algorithms;
using Paragon.Models;
using TorchSharp;

namespace Paragon.Training.Tests;

/// <summary>One update is the same however many micro-batches it is computed in.</summary>
public sealed class MicroBatchTests
{
    public static TheoryData<string> OnRollouts { get; } = ["grpo", "dapo", "ppo", "gspo", "rloo"];

    [Theory]
    [MemberData(nameof(OnRollouts))]
    public void An_update_in_micro_batches_is_the_update_of_the_whole_batch(string name)
    {
        IObjective objective = Named(name);
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = Rollout(objective);
        Same(objective, batch, sequences);
    }

    [Fact]
    public void So_it_is_where_a_sum_over_the_batch_reads_the_policy()
    {
        // KTO's reference point is a mean of log-ratios over the whole batch.
        Kto objective = new();
        Judgement[] examples = [.. Enumerable.Range(0, 6).Select(row => new Judgement(Sequence(row, 3 + (row % 3)), row % 2 == 0))];
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = new JudgementLayout(true, 64).Pack(examples);
        Random random = new(5);
        Same(objective, batch.With("token", "ref_logp", [.. Enumerable.Range(0, batch.Rows("token")).Select(_ => -3 * random.NextDouble())]), sequences);
    }

    [Fact]
    public void An_objective_that_needs_its_batch_whole_refuses_more_than_one_micro_batch()
    {
        KlCov objective = new();
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = Rollout(objective);
        BatchException error = Assert.Throws<BatchException>(() => Updated(objective, batch, sequences, 1));
        Assert.Contains("kl-cov", error.Message, StringComparison.Ordinal);
        Assert.Contains("one micro-batch", error.Message, StringComparison.Ordinal);
    }

    private static void Same(IObjective objective, PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences)
    {
        double[] whole = Updated(objective, batch, sequences, int.MaxValue), parts = Updated(objective, batch, sequences, 1);
        using Policy untouched = Policies.Create(objective, SortDigits.Tokenizer, 3, 16, torch.ScalarType.Float64);
        double[] before = untouched.Numbers();
        Assert.True(whole.Zip(before).Max(pair => Math.Abs(pair.First - pair.Second)) > 1e-5, "the update moved nothing");
        Assert.True(whole.Zip(parts).Max(pair => Math.Abs(pair.First - pair.Second)) < 1e-9, "the parameters differ");
    }

    private static double[] Updated(IObjective objective, PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences, int tokens)
    {
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 3, 16, torch.ScalarType.Float64);
        using Trainer trainer = new(policy, objective, new TrainerOptions { MicroBatchTokens = tokens, WarmUpSteps = 0 }, 1);
        trainer.Step(batch, sequences);
        return policy.Numbers();
    }

    private static (PackedBatch, IReadOnlyList<TokenizedCompletion>) Rollout(IObjective objective)
    {
        Random random = new(4);
        IReadOnlyList<Rollout>[] groups = [.. Enumerable.Range(0, 3).Select(group => Enumerable.Range(0, 4).Select(row =>
        {
            TokenizedCompletion sequence = Sequence(group, 2 + ((group + row) % 4), random);
            return new Rollout(new Prompt(sequence.Prompt, "", null, "a test"), "", sequence, [.. sequence.Completion.Select(_ => -2.5)], true, random.NextDouble());
        }).ToList())];
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 8, 16, torch.ScalarType.Float64);
        using Transformer reference = policy.Model.Clone();
        RolloutBatch rollouts = RolloutBatch.Of(groups);
        // As if from an older policy: the ratios are not 1.
        PackedBatch batch = new OnPolicyColumns(objective, policy, reference, 1, severalUpdates: true).Add(rollouts.Batch, rollouts.Sequences, new Random(0));
        return (new TensorBackend().Prepare(objective, batch), rollouts.Sequences);
    }

    private static TokenizedCompletion Sequence(int seed, int length, Random? random = null)
    {
        random ??= new Random(seed);
        int[] prompt = [.. Enumerable.Range(0, 4).Select(place => (seed + place) % 10)];
        return new TokenizedCompletion(prompt, [.. Enumerable.Range(0, length).Select(_ => random.Next(10))]);
    }

    private static IObjective Named(string name) => name switch
    {
        "grpo" => new Grpo { Beta = 0.1 },
        "dapo" => new Dapo { MaxLength = 8, Buffer = 4 },
        "ppo" => new Ppo(),
        "gspo" => new Gspo(),
        _ => new Rloo(),
    };
}
