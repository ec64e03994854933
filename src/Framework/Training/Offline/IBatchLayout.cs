using Paragon.Models;

namespace Paragon.Training;

/// <summary>How examples of one kind become a packed batch.</summary>
/// <typeparam name="T">Type of the examples.</typeparam>
public interface IBatchLayout<in T>
{
    /// <summary>What it is training on, for messages: "Training on pairs".</summary>
    string Name { get; }

    /// <summary>Levels of the batch.</summary>
    IReadOnlyCollection<string> Levels { get; }

    /// <summary>Columns of the batch, beside those that policy and reference compute.</summary>
    IReadOnlyCollection<ColumnName> Columns { get; }

    /// <summary>Links of the batch beside those to parents, as LEVEL.LINK.</summary>
    IReadOnlyCollection<string> Links { get; }

    /// <summary>The batch, and prompt and completion of each of its completions.</summary>
    /// <param name="examples">At least one.</param>
    (PackedBatch Batch, IReadOnlyList<TokenizedCompletion> Sequences) Pack(IReadOnlyList<T> examples);
}
