using Paragon.Models;

namespace Paragon.Training;

/// <summary>How examples of one kind become a packed batch.</summary>
/// <typeparam name="T">Type of the examples.</typeparam>
public interface IBatchLayout<in T> : IBatchShape
{
    /// <summary>The batch, and prompt and completion of each of its completions.</summary>
    /// <param name="examples">At least one.</param>
    (PackedBatch Batch, IReadOnlyList<TokenizedCompletion> Sequences) Pack(IReadOnlyList<T> examples);
}
