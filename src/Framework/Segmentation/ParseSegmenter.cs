namespace Paragon.Segmentation;

/// <summary>
/// Constituents of fewer than C tokens are segments; larger ones are taken apart. A leaf of one token that is left over joins
/// the segment before it (MA-RLHF, Chai et al. 2024).
/// </summary>
/// <param name="parser">Finds the constituents.</param>
/// <param name="limit">C: constituents of so many tokens or more are taken apart. At least 1. The paper's is 5.</param>
public sealed class ParseSegmenter(IConstituencyParser parser, int limit = 5) : ISegmenter
{
    /// <inheritdoc/>
    public SegmentCut Cut(CompletionTokens completion, Random chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        bool[] begins = new bool[completion.Count];
        if (begins.Length > 0)
        {
            Mark(parser.Parse(completion), begins);
        }

        return SegmentCut.Of(completion.Count, token => begins[token]);
    }

    private void Mark(Constituent constituent, bool[] begins)
    {
        if (constituent.Count >= limit && constituent.Children.Count > 0)
        {
            foreach (Constituent child in constituent.Children)
            {
                Mark(child, begins);
            }
        }
        else
        {
            begins[constituent.First] = constituent.Count > 1;
        }
    }
}
