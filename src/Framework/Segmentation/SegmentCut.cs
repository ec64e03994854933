namespace Paragon.Segmentation;

/// <summary>How one completion is cut.</summary>
/// <param name="Segments">Segment of each token, from 0, never falling.</param>
/// <param name="Count">Number of segments: more than the tokens name where some are empty, as ranks that a list does not reach.</param>
public sealed record SegmentCut(IReadOnlyList<int> Segments, int Count)
{
    /// <summary>A cut without empty segments, from whether each token begins a segment; the first does.</summary>
    public static SegmentCut Of(int tokens, Func<int, bool> begins)
    {
        int[] segments = new int[tokens];
        for (int token = 1; token < tokens; token++)
        {
            segments[token] = segments[token - 1] + (begins(token) ? 1 : 0);
        }

        return new SegmentCut(segments, tokens == 0 ? 0 : segments[^1] + 1);
    }
}
