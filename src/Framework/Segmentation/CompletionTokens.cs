using Paragon.Tokenizers;

namespace Paragon.Segmentation;

/// <summary>The tokens of one completion as a segmenter sees them.</summary>
/// <param name="Ids">Their ids, that of the end of the text included where the completion ended by itself.</param>
/// <param name="Pieces">The text of each; empty for special tokens.</param>
/// <param name="LogProbabilities">log-probability of each under the policy that drew it, in nats.</param>
public sealed record CompletionTokens(IReadOnlyList<int> Ids, IReadOnlyList<string> Pieces, IReadOnlyList<double> LogProbabilities)
{
    /// <summary>Number of tokens.</summary>
    public int Count => Ids.Count;

    /// <summary>Reads the pieces from a tokenizer.</summary>
    /// <remarks>A character that is spread over several tokens has a replacement character in each of them.</remarks>
    public static CompletionTokens Of(ITokenizer tokenizer, int[] ids, IReadOnlyList<double> logProbabilities) =>
        new(ids, [.. ids.Select(id => tokenizer.Decode([id]))], logProbabilities);

    /// <summary>The text of each segment of a cut, in order; empty for a segment without tokens.</summary>
    public IReadOnlyList<string> Texts(SegmentCut cut)
    {
        ILookup<int, string> pieces = Pieces.Select((piece, token) => (piece, Segment: cut.Segments[token])).ToLookup(token => token.Segment, token => token.piece);
        return [.. Enumerable.Range(0, cut.Count).Select(segment => string.Concat(pieces[segment]))];
    }
}
