using Paragon.Models;
using Paragon.Rollouts;

namespace Paragon.Training;

/// <summary>
/// The scores that shapings read: of each completion and, where formulas compare with them, of completions of the same prompt that the
/// reference policy gives, whose mean is the value of the prompt. A reward model with a head gives them where there is one, else the reward function.
/// </summary>
/// <param name="inputs">What formulas read.</param>
/// <param name="collector">Draws and rewards completions.</param>
/// <param name="reference">The reference policy, where formulas compare with its completions.</param>
/// <param name="rewardModel">The reward model, if any.</param>
/// <param name="references">Its completions of a prompt.</param>
internal sealed class ScoreColumns(ObjectiveInputs inputs, RolloutCollector collector, Transformer? reference, RewardModel? rewardModel, int references)
{
    internal const string Level = "reference";
    internal static readonly ColumnName Score = new("completion", "score"), OfReference = new(Level, "score");

    private static readonly ColumnName PromptValue = ScoredLayout.PromptValue;

    /// <summary>What it makes, and what <see cref="RunningStatistics"/> knows of scores.</summary>
    internal static IEnumerable<ColumnName> Columns => [Score, OfReference, PromptValue, .. new RunningStatistics().Columns.Select(column => new ColumnName("completion", column.Name))];

    /// <summary>Whether formulas compare with completions of the reference policy.</summary>
    internal static bool ReadReferences(ObjectiveInputs inputs) => inputs.Levels.Contains(Level) || inputs.Reads(PromptValue.Level, PromptValue.Column);

    /// <summary>Whether formulas read scores.</summary>
    internal static bool AreRead(ObjectiveInputs inputs) => inputs.Reads(Score.Level, Score.Column) || ReadReferences(inputs);

    /// <summary>Whether formulas read what was known of scores before.</summary>
    internal static bool ReadSeen(ObjectiveInputs inputs) => new RunningStatistics().Columns.Any(column => inputs.Reads("completion", column.Name));

    /// <summary>The batch with the scores that are read.</summary>
    /// <param name="batch">The rollouts.</param>
    /// <param name="rollouts">The same, in the order of the batch's completions.</param>
    /// <param name="sampling">How the reference's completions are drawn.</param>
    /// <param name="seed">Seed of the reference's completions.</param>
    /// <exception cref="TrainingException">A completion of the reference has no reward.</exception>
    internal PackedBatch Add(PackedBatch batch, IReadOnlyList<Rollout> rollouts, SamplingOptions sampling, ulong seed)
    {
        if (inputs.Reads(Score.Level, Score.Column))
        {
            batch = batch.With(Score.Level, Score.Column, Scores(rollouts));
        }

        return ReadReferences(inputs) ? WithReferences(batch, rollouts, sampling, seed) : batch;
    }

    private PackedBatch WithReferences(PackedBatch batch, IReadOnlyList<Rollout> rollouts, SamplingOptions sampling, ulong seed)
    {
        PackedLink group = batch.Link("completion", "group");
        Prompt[] prompts = [.. Enumerable.Range(0, batch.Rows("group")).Select(row => rollouts[group.Sources(row)[0]].Prompt)];
        using Sampler sampler = new(reference!, sampling, seed);
        CollectedRollouts drawn = collector.Collect(prompts, references, sampler);
        if (drawn.Failures is [string reason, ..])
        {
            throw new TrainingException($"The reward of a completion of the reference policy, with which others are compared, failed: {reason}");
        }

        double[] scores = Scores([.. drawn.Groups.SelectMany(completions => completions)]);
        if (inputs.Reads(PromptValue.Level, PromptValue.Column))
        {
            batch = batch.With(PromptValue.Level, PromptValue.Column, [.. Enumerable.Range(0, rollouts.Count).Select(row => OfGroup(row).ToArray().Average())]);
        }

        return PackedBatchBuilder.From(batch)
            .LevelOf(Level, "completion", Enumerable.Repeat(references, rollouts.Count))
            .Column(OfReference.Level, OfReference.Column, Enumerable.Range(0, rollouts.Count).SelectMany(row => OfGroup(row).ToArray()))
            .Build();

        ReadOnlySpan<double> OfGroup(int row) => scores.AsSpan(group.Target(row) * references, references);
    }

    private double[] Scores(IReadOnlyList<Rollout> rollouts) => rewardModel is { HasValues: true, Inputs: null }
        ? rewardModel.Scores([.. rollouts.Select(rollout => rollout.Sequence)])
        : [.. rollouts.Select(rollout => rollout.Reward)];
}
