namespace Paragon.Segmentation;

/// <summary>Segments of given lengths, one after the other; the tokens after them are one more.</summary>
/// <param name="lengths">Lengths in tokens, each at least 1.</param>
public sealed class ScheduleSegmenter(IReadOnlyList<int> lengths) : ISegmenter
{
    /// <inheritdoc/>
    public SegmentCut Cut(CompletionTokens completion, Random chance)
    {
        HashSet<int> ends = [];
        int end = 0;
        foreach (int length in lengths)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(length, 1, nameof(lengths));
            ends.Add(end += length);
        }

        return SegmentCut.Of(completion.Count, ends.Contains);
    }
}
