using Paragon.Tokenizers;

namespace Paragon.Segmentation;

/// <summary>
/// Phrases that the data marks with tags (RRPO, Sarkar and Etemad 2025): the text without tags, and which of its tokens stand
/// between them.
/// </summary>
/// <param name="Tokens">The text's tokens, as they are without the tags.</param>
/// <param name="Phrases">Phrase of each token, from 1 in order; 0 outside, and 0 everywhere where the tags cut tokens apart.</param>
public sealed record TaggedPhrases(IReadOnlyList<int> Tokens, IReadOnlyList<int> Phrases)
{
    /// <summary>Reads a text with tags. A phrase that cannot be told from its tokens is none: the whole text then has no phrase.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="text">The text.</param>
    /// <param name="begin">Tag before a phrase.</param>
    /// <param name="end">Tag after it.</param>
    /// <exception cref="FormatException">A tag is opened within a phrase, closed outside, or not closed.</exception>
    public static TaggedPhrases Read(ITokenizer tokenizer, string text, string begin, string end)
    {
        List<(string Text, int Phrase)> runs = Runs(text, begin, end);
        int[] tokens = tokenizer.Encode(string.Concat(runs.Select(run => run.Text)));
        int[] joined = [.. runs.SelectMany(run => tokenizer.Encode(run.Text))];
        return new TaggedPhrases(tokens, tokens.SequenceEqual(joined)
            ? [.. runs.SelectMany(run => tokenizer.Encode(run.Text).Select(_ => run.Phrase))]
            : new int[tokens.Length]);
    }

    private static List<(string Text, int Phrase)> Runs(string text, string begin, string end)
    {
        List<(string, int)> runs = [];
        int at = 0, phrase = 0;
        for (int open = text.IndexOf(begin, StringComparison.Ordinal); open >= 0; open = text.IndexOf(begin, at, StringComparison.Ordinal))
        {
            int inside = open + begin.Length;
            int close = text.IndexOf(end, inside, StringComparison.Ordinal);
            int next = text.IndexOf(begin, inside, StringComparison.Ordinal);
            if (close < 0 || (next >= 0 && next < close))
            {
                throw new FormatException($"The phrase that '{begin}' opens at character {open} is not closed by '{end}' before {(close < 0 ? "the end" : $"another opens at character {next}")}.");
            }

            runs.Add((Outside(text[at..open], at), 0));
            runs.Add((text[inside..close], ++phrase));
            at = close + end.Length;
        }

        runs.Add((Outside(text[at..], at), 0));
        return runs;

        string Outside(string run, int from) => run.IndexOf(end, StringComparison.Ordinal) is >= 0 and int stray
            ? throw new FormatException($"'{end}' at character {from + stray} closes a phrase that '{begin}' did not open.")
            : run;
    }
}
