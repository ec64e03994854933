using Paragon.Algorithms;
using Paragon.Models;
using TorchSharp;

namespace Paragon.Training.Tests;

/// <summary>A policy gradient with a bonus for entropy.</summary>
[Objective("entropy-bonus")]
public sealed partial record EntropyBonus
{
    [Advantage]
    private static Real Advantage(Completion y) => y.Reward;

    [Loss]
    private static Real Loss(Token t) => -t.Advantage * Exp(t.LogProb - t.OldLogProb) - (0.1 * t.Entropy);
}

/// <summary>One update is the same however few tokens have logits at one time, and however the gradient is then made.</summary>
public sealed class VocabularyChunkTests
{
    public static TheoryData<string> OnRollouts { get; } = ["grpo", "dapo", "ppo", "gspo", "rloo", "entropy-bonus", "kl-cov"];

    [Theory]
    [MemberData(nameof(OnRollouts))]
    public void An_update_in_ranges_of_tokens_is_the_update_of_all_at_once(string name)
    {
        IObjective objective = Named(name);
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = UpdateSamples.Rollout(objective);
        Same(objective, batch, sequences, 5);
        Same(objective, batch, sequences, 20);
    }

    [Fact]
    public void So_it_is_for_pairs_whole_and_cut_and_for_a_mean_over_the_batch()
    {
        Comparison[] pairs = [.. Enumerable.Range(0, 4).Select(row => new Comparison(new([row, 1, 2], [3, 4, 5, row]), new([row, 1, 2], [6, 7])))];
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = new PairLayout().Pack(pairs);
        Random random = new(5);
        batch = batch.With("token", "ref_logp", [.. Enumerable.Range(0, batch.Rows("token")).Select(_ => -3 * random.NextDouble())]);
        Same(new Dpo(), batch, sequences, 12);
        Same(new Dpo(), batch, sequences, 2);
        Same(new Wpo(), batch, sequences, 12);
    }

    [Theory]
    [InlineData("grpo", true, nameof(LossReach.Token))]
    [InlineData("grpo", false, nameof(LossReach.Token))]
    [InlineData("ppo", true, nameof(LossReach.Token))]
    [InlineData("dapo", true, nameof(LossReach.Token))]
    [InlineData("rloo", true, nameof(LossReach.Component))]
    [InlineData("entropy-bonus", true, nameof(LossReach.Token))]
    [InlineData("sft", true, nameof(LossReach.Token))]
    [InlineData("gspo", true, nameof(LossReach.Component))]
    [InlineData("dpo", true, nameof(LossReach.Component))]
    [InlineData("wpo", true, nameof(LossReach.Component))]
    [InlineData("kto", true, nameof(LossReach.Batch))]
    [InlineData("kl-cov", true, nameof(LossReach.Batch))]
    public void The_graph_says_how_far_a_gradient_reaches(string name, bool hasOld, string expected)
    {
        HashSet<ColumnName> policy = [PolicyColumns.LogProb, PolicyColumns.Entropy, PolicyColumns.SumSquaredProbability];
        if (!hasOld)
        {
            policy.Add(MicroBatch.Old);
        }

        Assert.Equal(expected, LossReaches.Of(Named(name), policy).ToString());
    }

    [Fact]
    public void A_frozen_projection_does_with_two_products_and_gives_the_same()
    {
        Gspo objective = new();
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = UpdateSamples.Rollout(objective);
        double[] before = Updated(null), whole = Updated(1000), ranges = Updated(5);
        Assert.True(whole.Zip(before).Max(pair => Math.Abs(pair.First - pair.Second)) > 1e-5, "the update moved nothing");
        Assert.True(whole.Zip(ranges).Max(pair => Math.Abs(pair.First - pair.Second)) < 1e-9);

        double[] Updated(long? rows)
        {
            using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 3, 16, torch.ScalarType.Float64);
            policy.Model.AddAdapter(new LoraOptions { Rank = 2 }, 1);
            using Trainer trainer = new(policy, objective, new TrainerOptions { RowsPerChunk = rows, WarmUpSteps = 0 }, 1);
            if (rows is not null)
            {
                trainer.Step(batch, sequences);
            }

            return policy.Numbers();
        }
    }

    private static void Same(IObjective objective, PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences, long rows)
    {
        double[] whole = UpdateSamples.Updated(objective, batch, sequences, new TrainerOptions { RowsPerChunk = 1000 });
        double[] ranges = UpdateSamples.Updated(objective, batch, sequences, new TrainerOptions { RowsPerChunk = rows });
        using Policy untouched = Policies.Create(objective, SortDigits.Tokenizer, 3, 16, torch.ScalarType.Float64);
        Assert.True(whole.Zip(untouched.Numbers()).Max(pair => Math.Abs(pair.First - pair.Second)) > 1e-5, "the update moved nothing");
        Assert.True(whole.Zip(ranges).Max(pair => Math.Abs(pair.First - pair.Second)) < 1e-9, "the parameters differ");
    }

    private static IObjective Named(string name) => name switch
    {
        "entropy-bonus" => new EntropyBonus(),
        "kl-cov" => new KlCov(),
        "sft" => new Sft(),
        "dpo" => new Dpo(),
        "wpo" => new Wpo(),
        "kto" => new Kto(),
        _ => UpdateSamples.Named(name),
    };
}
