using Paragon.Models;

namespace Paragon.Training;

/// <summary>
/// Completions that were judged one by one. Where the objective reads mismatched completions, each prompt is also paired
/// with the completion of the next example of the batch, as KTO's estimate of the KL divergence needs it.
/// </summary>
/// <param name="mismatched">Whether to make mismatched completions.</param>
/// <param name="maximumLength">Most tokens of prompt and completion together; a mismatched completion that does not fit loses its end.</param>
public sealed class JudgementLayout(bool mismatched, int maximumLength) : IBatchLayout<Judgement>
{
    /// <inheritdoc/>
    public string Name => "Training on judged completions";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Levels => ["example", "completion", "token"];

    /// <inheritdoc/>
    public IReadOnlyCollection<ColumnName> Columns => [new("example", "desirable")];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Links => mismatched ? ["example.completion", "example.mismatched"] : ["example.completion"];

    /// <inheritdoc/>
    public (PackedBatch Batch, IReadOnlyList<TokenizedCompletion> Sequences) Pack(IReadOnlyList<Judgement> examples)
    {
        if (mismatched && examples.Count < 2)
        {
            throw new TrainingException("A batch of one example has no other completion to read as a mismatched one; use a batch of at least 2.");
        }

        int count = examples.Count;
        int[] rows = [.. Enumerable.Range(0, count)];
        List<TokenizedCompletion> sequences = [.. examples.Select(example => example.Sequence)];
        if (mismatched)
        {
            sequences.AddRange(rows.Select(row => Mismatched(examples[row].Sequence.Prompt, examples[(row + 1) % count].Sequence.Completion)));
        }

        PackedBatchBuilder builder = new PackedBatchBuilder()
            .Level("completion", sequences.Count)
            .LevelOf("token", "completion", sequences.Select(sequence => sequence.Completion.Length))
            .Level("example", count)
            .Link("example", "completion", "completion", rows)
            .Column("example", "desirable", examples.Select(example => example.Desirable ? 1.0 : 0.0));
        return (mismatched ? builder.Link("example", "mismatched", "completion", [.. rows.Select(row => count + row)]).Build() : builder.Build(), sequences);
    }

    private TokenizedCompletion Mismatched(int[] prompt, int[] completion) =>
        new(prompt, completion[..Math.Min(completion.Length, Math.Max(0, maximumLength - prompt.Length))]);
}
