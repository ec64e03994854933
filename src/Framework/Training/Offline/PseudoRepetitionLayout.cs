using Paragon.Models;

namespace Paragon.Training;

/// <summary>Sequences that repeat a sentence: each token of a repetition is linked to the same token in the one before.</summary>
public sealed class PseudoRepetitionLayout : IBatchLayout<PseudoRepetition>
{
    private const string Link = "previous_repetition";

    /// <inheritdoc/>
    public string Name => "Training on repeated sentences";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Levels => ["completion", "token"];

    /// <inheritdoc/>
    public IReadOnlyCollection<ColumnName> Columns => [];

    /// <summary>Row of the same token in the repetition before, or -1, for every token of sequences one after another.</summary>
    /// <param name="examples">The sequences.</param>
    public static IEnumerable<int> Previous(IReadOnlyList<PseudoRepetition> examples)
    {
        int first = 0;
        foreach (PseudoRepetition example in examples)
        {
            int length = example.Tokens.Length - 1;
            for (int target = 0; target < length; target++)
            {
                yield return example.Previous(target) is { } previous ? first + previous : -1;
            }

            first += length;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Links => [$"token.{Link}"];

    /// <inheritdoc/>
    public (PackedBatch Batch, IReadOnlyList<TokenizedCompletion> Sequences) Pack(IReadOnlyList<PseudoRepetition> examples) =>
        (new PackedBatchBuilder()
            .Level("completion", examples.Count)
            .LevelOf("token", "completion", examples.Select(example => example.Tokens.Length - 1))
            .Link("token", Link, "token", [.. Previous(examples)])
            .Build(), [.. examples.Select(example => example.Sequence)]);
}
