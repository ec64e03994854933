namespace Paragon.Segmentation;

/// <summary>Segments that end with a token: turns, by the special token that ends each. The token belongs to the segment that it ends.</summary>
/// <param name="ids">Ids of the tokens that end a segment.</param>
public sealed class EndTokenSegmenter(IReadOnlyCollection<int> ids) : ISegmenter
{
    /// <inheritdoc/>
    public SegmentCut Cut(CompletionTokens completion, Random chance) =>
        SegmentCut.Of(completion.Count, token => ids.Contains(completion.Ids[token - 1]));
}
