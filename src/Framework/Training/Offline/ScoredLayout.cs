using Paragon.Models;

namespace Paragon.Training;

/// <summary>Completions with rewards that others gave them: a group for each prompt.</summary>
/// <param name="readsValues">Whether the objective reads the value of the prompt, which every example then must have.</param>
public sealed class ScoredLayout(bool readsValues) : IBatchLayout<ScoredCompletions>
{
    internal static readonly ColumnName Reward = new("completion", "reward");
    internal static readonly ColumnName PromptValue = new("completion", "prompt_value");

    /// <inheritdoc/>
    public string Name => "Training on scored completions";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Levels => ["group", "completion", "token"];

    /// <inheritdoc/>
    public IReadOnlyCollection<ColumnName> Columns => [Reward, PromptValue];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Links => [];

    /// <inheritdoc/>
    public (PackedBatch Batch, IReadOnlyList<TokenizedCompletion> Sequences) Pack(IReadOnlyList<ScoredCompletions> examples)
    {
        TokenizedCompletion[] sequences = [.. examples.SelectMany(example => example.Completions)];
        PackedBatchBuilder builder = new PackedBatchBuilder()
            .Level("group", examples.Count)
            .LevelOf("completion", "group", examples.Select(example => example.Completions.Count))
            .LevelOf("token", "completion", sequences.Select(sequence => sequence.Completion.Length))
            .Column(Reward.Level, Reward.Column, examples.SelectMany(example => example.Rewards));
        if (readsValues)
        {
            builder.Column(PromptValue.Level, PromptValue.Column, examples.SelectMany(example => Enumerable.Repeat(ValueOf(example), example.Completions.Count)));
        }

        return (builder.Build(), sequences);
    }

    private static double ValueOf(ScoredCompletions example) => example.PromptValue
        ?? throw new TrainingException($"The objective reads the value of the prompt, and {example.Place} has none. Give every row a 'value': the mean reward of the reference policy's own completions of the prompt.");
}
