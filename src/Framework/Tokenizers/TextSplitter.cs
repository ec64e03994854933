using System.Text.RegularExpressions;

namespace Paragon.Tokenizers;

/// <summary>One step of the pre-tokenizer: cuts a text where a pattern matches; matches and what lies between them are pieces.</summary>
internal sealed class TextSplitter
{
    /// <summary>Words, numbers, signs and spaces, as GPT-2 cuts them.</summary>
    internal const string Gpt2Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private readonly Regex _pattern;

    /// <param name="pattern">A regular expression; it may come from a file, so a match that takes seconds is stopped.</param>
    internal TextSplitter(string pattern) => _pattern = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    internal IEnumerable<string> Split(string text)
    {
        int end = 0;
        foreach (Match match in _pattern.Matches(text))
        {
            if (match.Length == 0)
            {
                continue;
            }

            if (match.Index > end)
            {
                yield return text[end..match.Index];
            }

            yield return match.Value;
            end = match.Index + match.Length;
        }

        if (end < text.Length)
        {
            yield return text[end..];
        }
    }
}
