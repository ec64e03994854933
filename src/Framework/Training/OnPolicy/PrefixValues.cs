using Paragon.Models;
using Paragon.Rollouts;

namespace Paragon.Training;

/// <summary>
/// How a completion goes on from the end of each of its steps, as a mean reward: of completions that the policy draws from there
/// (<c>success_rate</c>), and of those that a prover draws, from the prompt as well (<c>prover_value</c>). The prover is the reference
/// policy. The policy's own value (<c>base_value</c>) is the completion's reward, one sample of it (PAV).
/// </summary>
/// <param name="inputs">What formulas read.</param>
/// <param name="collector">Rewards completions.</param>
/// <param name="policy">The policy.</param>
/// <param name="prover">The prover, where its values are read.</param>
/// <param name="continuations">Completions from the end of a step.</param>
internal sealed class PrefixValues(ObjectiveInputs inputs, RolloutCollector collector, Transformer policy, Transformer? prover, int continuations)
{
    private static readonly ColumnName Outcome = new("step", "base_value"), Success = new("step", "success_rate"), OfProver = new("step", "prover_value"), OfPrompt = new("completion", "prover_value");

    /// <summary>The columns.</summary>
    internal static IEnumerable<ColumnName> Columns => [Outcome, Success, OfProver, OfPrompt];

    /// <summary>Whether formulas read a prover's values.</summary>
    internal static bool ReadProver(ObjectiveInputs inputs) => Reads(inputs, OfProver) || Reads(inputs, OfPrompt);

    /// <summary>Stops a training whose rewards are no probabilities of success, where formulas read such.</summary>
    /// <exception cref="TrainingException">Rewards may lie outside of [0, 1].</exception>
    internal static void RequireRange(IObjective objective, ObjectiveInputs inputs, IRewardFunction reward)
    {
        if (Columns.Any(column => Reads(inputs, column)) && (reward.Minimum < 0 || reward.Maximum > 1))
        {
            throw new TrainingException($"'{objective.Descriptor.Name}' reads how probable success is after a step, and '{reward.Name}' gives rewards in [{reward.Minimum}, {reward.Maximum}], whose mean is no probability. Give a reward function with a range in [0, 1].");
        }
    }

    /// <summary>The batch with the values that are read.</summary>
    /// <param name="batch">The rollouts, with their steps.</param>
    /// <param name="rollouts">The same, in the order of the batch's completions.</param>
    /// <param name="sampling">How completions are drawn.</param>
    /// <param name="seed">Seed of the randomness.</param>
    internal PackedBatch Add(PackedBatch batch, IReadOnlyList<Rollout> rollouts, SamplingOptions sampling, ulong seed)
    {
        if (!Columns.Any(column => Reads(inputs, column)))
        {
            return batch;
        }

        PackedLink completion = batch.Link("step", "completion"), tokens = batch.Link("token", "step"), ofCompletions = batch.Link("token", "completion");
        (int Row, int Length)[] ends = [.. Enumerable.Range(0, batch.Rows("step")).Select(step =>
            (completion.Target(step), tokens.Sources(step)[^1] + 1 - ofCompletions.Sources(completion.Target(step))[0]))];
        (int Row, int Length)[] prompts = [.. rollouts.Select((_, row) => (row, 0))];
        batch = Reads(inputs, Outcome) ? batch.With(Outcome.Level, Outcome.Column, [.. ends.Select(end => rollouts[end.Row].Reward)]) : batch;
        batch = Reads(inputs, Success) ? batch.With(Success.Level, Success.Column, Values(policy, rollouts, ends, sampling, seed)) : batch;
        if (!ReadProver(inputs))
        {
            return batch;
        }

        double[] values = Values(prover!, rollouts, [.. prompts, .. ends], sampling, seed);
        return batch.With(OfPrompt.Level, OfPrompt.Column, values[..prompts.Length]).With(OfProver.Level, OfProver.Column, values[prompts.Length..]);
    }

    /// <summary>The mean reward of completions that go on from the beginnings of some; equal beginnings have one value, a whole completion its own reward.</summary>
    private double[] Values(Transformer model, IReadOnlyList<Rollout> rollouts, (int Row, int Length)[] beginnings, SamplingOptions sampling, ulong seed)
    {
        Func<(int Row, int Length), (int Prompt, int Node)> key = Keys(rollouts);
        Dictionary<(int Prompt, int Node), double> known = [];
        foreach (IGrouping<int, (int Row, int Length)> alike in beginnings.Where(beginning => !IsWhole(beginning)).DistinctBy(key).GroupBy(beginning => beginning.Length).OrderBy(alike => alike.Key))
        {
            (int Row, int Length)[] open = [.. alike];
            using Sampler sampler = new(model, sampling with { MaximumNewTokens = sampling.MaximumNewTokens - alike.Key }, seed + (ulong)alike.Key);
            IReadOnlyList<SampledCompletion> drawn = sampler.Generate([.. open.Select(beginning => (int[])[.. rollouts[beginning.Row].Prompt.Tokens, .. Begun(beginning)])], continuations);
            foreach (SampledCompletion[] ofOne in drawn.Chunk(continuations))
            {
                (int Row, int Length) beginning = open[ofOne[0].PromptIndex];
                known[key(beginning)] = ofOne.Average(end => collector.Value(rollouts[beginning.Row].Prompt, [.. Begun(beginning), .. end.Tokens], end.Stopped));
            }
        }

        return [.. beginnings.Select(beginning => IsWhole(beginning) ? rollouts[beginning.Row].Reward : known[key(beginning)])];

        int[] Begun((int Row, int Length) beginning) => rollouts[beginning.Row].Sequence.Completion[..beginning.Length];

        bool IsWhole((int Row, int Length) beginning) => beginning.Length == rollouts[beginning.Row].Sequence.Completion.Length;
    }

    /// <summary>What equal beginnings have in common, and no others: the length of the prompt, and the node of the prefix tree of prompts with their completions.</summary>
    private static Func<(int Row, int Length), (int Prompt, int Node)> Keys(IReadOnlyList<Rollout> rollouts)
    {
        int[][] sequences = [.. rollouts.Select(rollout => (int[])[.. rollout.Prompt.Tokens, .. rollout.Sequence.Completion])];
        int[] starts = new int[sequences.Length + 1];
        for (int row = 0; row < sequences.Length; row++)
        {
            starts[row + 1] = starts[row] + sequences[row].Length;
        }

        int[] nodes = new int[starts[^1]];
        PrefixNodes.Number([.. Enumerable.Range(0, sequences.Length)], sequences, starts, nodes, 0);
        return beginning =>
        {
            (int prompt, int start) = (rollouts[beginning.Row].Prompt.Tokens.Length, starts[beginning.Row]);
            return (prompt, prompt + beginning.Length == 0 ? -1 : nodes[start + prompt + beginning.Length - 1]);
        };
    }

    private static bool Reads(ObjectiveInputs inputs, ColumnName column) => inputs.Reads(column.Level, column.Column);
}
