namespace Paragon.Segmentation;

/// <summary>
/// The items of a list that has one on each line: as many segments as there are ranks, some of them empty where the list is
/// short, and one more for all that stands after the last rank (Rank-GRPO, Zhu et al. 2025).
/// </summary>
/// <param name="ranks">Number of ranks, at least 1.</param>
/// <remarks>
/// A token with a newline belongs to the item before it, and the item's number grows after it by the number of newlines. So an
/// empty line takes a rank, and the end of the text after a last newline belongs to the next.
/// </remarks>
public sealed class RankSegmenter(int ranks) : ISegmenter
{
    /// <inheritdoc/>
    public SegmentCut Cut(CompletionTokens completion, Random chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ranks, 1);
        int item = 0;
        int[] segments = new int[completion.Count];
        for (int token = 0; token < segments.Length; token++)
        {
            segments[token] = Math.Min(item, ranks);
            item += completion.Pieces[token].Count(character => character == '\n');
        }

        return new SegmentCut(segments, ranks + 1);
    }
}
