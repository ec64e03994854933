namespace Paragon.Segmentation;

/// <summary>
/// Segments that end with a text: steps by an empty line, sentences by a full stop, turns by the mark that ends them. The
/// separator belongs to the segment before it, and so do blanks, further separators and special tokens after it.
/// </summary>
/// <param name="separator">The text. It may be spread over tokens, and stand inside one.</param>
public sealed class SeparatorSegmenter(string separator = "\n\n") : ISegmenter
{
    /// <inheritdoc/>
    public SegmentCut Cut(CompletionTokens completion, Random chance)
    {
        ArgumentException.ThrowIfNullOrEmpty(separator);
        string text = string.Concat(completion.Pieces);
        bool[] ends = new bool[text.Length];
        bool[] blank = [.. text.Select(char.IsWhiteSpace)];
        for (int at = text.IndexOf(separator, StringComparison.Ordinal); at >= 0; at = text.IndexOf(separator, at + separator.Length, StringComparison.Ordinal))
        {
            ends[at + separator.Length - 1] = true;
            blank.AsSpan(at, separator.Length).Fill(true);
        }

        bool[] begins = new bool[completion.Count];
        bool pending = false, content = false;
        for (int token = 0, first = 0; token < begins.Length; first += completion.Pieces[token++].Length)
        {
            Range piece = first..(first + completion.Pieces[token].Length);
            bool isBlank = !blank.AsSpan(piece).Contains(false);
            begins[token] = pending && !isBlank;
            content |= !isBlank;
            pending = (pending && isBlank) || (content && ends.AsSpan(piece).Contains(true));
        }

        return SegmentCut.Of(completion.Count, token => begins[token]);
    }
}
