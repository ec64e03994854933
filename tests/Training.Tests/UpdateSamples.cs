using Paragon.Algorithms;
using Paragon.Models;
using TorchSharp;

namespace Paragon.Training.Tests;

/// <summary>Batches and the parameters after one update on them, in double precision.</summary>
internal static class UpdateSamples
{
    internal static double[] Updated(IObjective objective, PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences, TrainerOptions options)
    {
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 3, 16, torch.ScalarType.Float64);
        using Trainer trainer = new(policy, objective, options with { WarmUpSteps = 0 }, 1);
        trainer.Step(batch, sequences);
        return policy.Numbers();
    }

    internal static (PackedBatch, IReadOnlyList<TokenizedCompletion>) Rollout(IObjective objective)
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
        PackedBatch batch = new OnPolicyColumns(new(objective), new RolloutLevels(new(objective), SortDigits.Tokenizer), policy, reference, 1, severalUpdates: true).Add(rollouts.Batch, rollouts.Sequences, new Random(0));
        return (new TensorBackend().Prepare(objective, batch), rollouts.Sequences);
    }

    internal static TokenizedCompletion Sequence(int seed, int length, Random? random = null)
    {
        random ??= new Random(seed);
        int[] prompt = [.. Enumerable.Range(0, 4).Select(place => (seed + place) % 10)];
        return new TokenizedCompletion(prompt, [.. Enumerable.Range(0, length).Select(_ => random.Next(10))]);
    }

    internal static IObjective Named(string name) => name switch
    {
        "grpo" => new Grpo { Beta = 0.1 },
        "dapo" => new Dapo { MaxLength = 8, Buffer = 4 },
        "ppo" => new Ppo(),
        "gspo" => new Gspo(),
        _ => new Rloo(),
    };
}
