namespace Paragon.Segmentation;

/// <summary>Every n tokens are a segment; the last may be shorter (fixed n-grams, MA-RLHF, Chai et al. 2024).</summary>
/// <param name="length">n, at least 1. 1 makes every token its own segment.</param>
public sealed class NGramSegmenter(int length) : ISegmenter
{
    /// <inheritdoc/>
    public SegmentCut Cut(CompletionTokens completion, Random chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return SegmentCut.Of(completion.Count, token => token % length == 0);
    }
}
