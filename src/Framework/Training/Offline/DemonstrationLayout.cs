using Paragon.Models;

namespace Paragon.Training;

/// <summary>Completions to imitate.</summary>
public sealed class DemonstrationLayout : IBatchLayout<TokenizedCompletion>
{
    /// <inheritdoc/>
    public string Name => "Training on demonstrations";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Levels => ["completion", "token"];

    /// <inheritdoc/>
    public IReadOnlyCollection<ColumnName> Columns => [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Links => [];

    /// <inheritdoc/>
    public (PackedBatch Batch, IReadOnlyList<TokenizedCompletion> Sequences) Pack(IReadOnlyList<TokenizedCompletion> examples) =>
        (new PackedBatchBuilder()
            .Level("completion", examples.Count)
            .LevelOf("token", "completion", examples.Select(sequence => sequence.Completion.Length))
            .Build(), examples);
}
