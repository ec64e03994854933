using Paragon.Algorithms;
using Paragon.Data;
using Paragon.Models;
using Paragon.Rollouts;
using TorchSharp;

namespace Paragon.Training.Tests;

/// <summary>A public step leaves no tensor behind: the garbage collector sees none of their memory, so nothing else would free it.</summary>
public sealed class LiveTensorTests
{
    public static TheoryData<string> OnPolicy { get; } = ["grpo", "ppo", "gspo", "entropy"];

    [Theory]
    [MemberData(nameof(OnPolicy))]
    public void A_step_on_own_completions_leaves_none(string name)
    {
        IObjective objective = name == "entropy" ? new EntropyBonus() : UpdateSamples.Named(name);
        SortDigits task = new(3, 1);
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 1, 16);
        using Transformer reference = policy.Model.Clone();
        OnPolicyOptions options = new() { Steps = 20, Prompts = 3, GroupSize = 3, MaximumNewTokens = 5, Epochs = 2, MiniBatches = 2 };
        using OnPolicyLoop loop = new(policy, reference, objective, task, task, SortDigits.Tokenizer, options, new TrainerOptions { MicroBatchTokens = 8, RowsPerChunk = 4 }, new Seeds(1));
        LeavesNone(step => loop.Step(step));
    }

    [Fact]
    public void A_step_on_pairs_leaves_none()
    {
        Dpo objective = new();
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 1, 16);
        using Transformer reference = policy.Model.Clone();
        Repeated source = new();
        using OfflineLoop<Comparison> loop = new(policy, reference, objective, source, new PairLayout(), new OfflineOptions { Steps = 20, BatchSize = 4 }, new TrainerOptions());
        LeavesNone(step => loop.Step(step));
    }

    [Fact]
    public void Losses_values_and_samples_leave_none()
    {
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = UpdateSamples.Rollout(new Grpo { Beta = 0.1 });
        using Policy policy = Policies.Create(new Grpo(), SortDigits.Tokenizer, 1, 16);
        Grpo objective = new() { Beta = 0.1 };
        LeavesNone(step =>
        {
            foreach (TensorBackend backend in new[] { new TensorBackend(), new TensorBackend(torch.ScalarType.Float32) })
            {
                batch = backend.Prepare(objective, batch);
                _ = backend.Loss(objective, batch.With("token", "logp", batch.Column("token", "old_logp").ToArray()));
            }

            using Sampler sampler = new(policy.Model, new SamplingOptions { MaximumNewTokens = 4, StopTokens = [SortDigits.Tokenizer.EndOfText] }, (ulong)step);
            _ = sampler.Generate([[1, 2, 3]], 4);
            _ = new OnPolicyColumns(new(objective), new RolloutLevels(new(objective), SortDigits.Tokenizer), policy, policy.Model, 1, severalUpdates: true).Add(batch, sequences, new Random(step));
        });
    }

    private static void LeavesNone(Action<int> step)
    {
        // The optimiser's moments and the gradients are made by the first step, and stay.
        step(0);
        step(1);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 2; i < 6; i++)
        {
            step(i);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private sealed class Repeated : IExampleSource<Comparison>
    {
        public DataPosition Position => default!;

        public Comparison Next() => new(new([1, 2], [3, 4, 5]), new([1, 2], [6, 7]));

        public void Restore(DataPosition position)
        {
        }
    }
}
