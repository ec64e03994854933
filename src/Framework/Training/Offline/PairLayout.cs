using Paragon.Models;
using Paragon.Segmentation;

namespace Paragon.Training;

/// <summary>Pairs: a group of two completions for each, the chosen one first, with reward 1, and the rejected one with reward 0.</summary>
/// <param name="findsPhrases">Whether to find the tokens in which the two completions differ (<see cref="PhraseDifference"/>): the column <c>in_phrase</c>.</param>
public sealed class PairLayout(bool findsPhrases = false) : IBatchLayout<Comparison>
{
    internal static readonly ColumnName InPhrase = new("token", "in_phrase");

    /// <inheritdoc/>
    public string Name => "Training on pairs";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Levels => ["pair", "group", "completion", "token"];

    /// <inheritdoc/>
    public IReadOnlyCollection<ColumnName> Columns => [new("completion", "demonstration"), new("completion", "reward"), InPhrase];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Links => ["pair.chosen", "pair.rejected"];

    /// <inheritdoc/>
    public (PackedBatch Batch, IReadOnlyList<TokenizedCompletion> Sequences) Pack(IReadOnlyList<Comparison> examples)
    {
        TokenizedCompletion[] sequences = [.. examples.SelectMany(pair => new[] { pair.Chosen, pair.Rejected })];
        int[] rows = [.. Enumerable.Range(0, examples.Count)];
        PackedBatch batch = new PackedBatchBuilder()
            .Level("group", examples.Count)
            .LevelOf("completion", "group", rows.Select(_ => 2))
            .LevelOf("token", "completion", sequences.Select(sequence => sequence.Completion.Length))
            .Level("pair", examples.Count)
            .Link("pair", "chosen", "completion", [.. rows.Select(row => 2 * row)])
            .Link("pair", "rejected", "completion", [.. rows.Select(row => (2 * row) + 1)])
            .Column("completion", "demonstration", rows.SelectMany(_ => new[] { 1.0, 0.0 }))
            .Column("completion", "reward", rows.SelectMany(_ => new[] { 1.0, 0.0 }))
            .Build();
        return (findsPhrases ? batch.With(InPhrase.Level, InPhrase.Column, [.. examples.SelectMany(Phrases)]) : batch, sequences);
    }

    private static IEnumerable<double> Phrases(Comparison pair)
    {
        PhraseDifference difference = PhraseDifference.Between(pair.Chosen.Completion, pair.Rejected.Completion);
        return difference.First.Concat(difference.Second).Select(phrase => phrase > 0 ? 1.0 : 0);
    }
}
