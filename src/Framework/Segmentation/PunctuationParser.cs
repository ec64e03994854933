namespace Paragon.Segmentation;

/// <summary>
/// Constituents by marks instead of grammar: lines, sentences, clauses, words, each made of the next. It needs no model and
/// knows every text; a grammatical parser stands behind the same interface.
/// </summary>
public sealed class PunctuationParser : IConstituencyParser
{
    private static readonly Func<string, string, bool>[] _boundaries =
    [
        (piece, _) => piece.Contains('\n', StringComparison.Ordinal),
        (piece, _) => EndsWith(piece, ".!?"),
        (piece, _) => EndsWith(piece, ",;:"),
        (piece, next) => (piece.Length > 0 && char.IsWhiteSpace(piece[^1])) || (next.Length > 0 && char.IsWhiteSpace(next[0])),
    ];

    /// <inheritdoc/>
    public Constituent Parse(CompletionTokens completion) => Parse(completion.Pieces, 0, completion.Count, 0);

    private static Constituent Parse(IReadOnlyList<string> pieces, int first, int count, int depth)
    {
        if (depth == _boundaries.Length)
        {
            return new Constituent(first, count, []);
        }

        List<Constituent> parts = [];
        int begin = first;
        for (int token = first; token < first + count; token++)
        {
            if (token == first + count - 1 || _boundaries[depth](pieces[token], pieces[token + 1]))
            {
                parts.Add(Parse(pieces, begin, token + 1 - begin, depth + 1));
                begin = token + 1;
            }
        }

        return parts is [Constituent only] ? only : new Constituent(first, count, parts);
    }

    private static bool EndsWith(string piece, string marks) => piece.TrimEnd() is { Length: > 0 } text && marks.Contains(text[^1], StringComparison.Ordinal);
}
