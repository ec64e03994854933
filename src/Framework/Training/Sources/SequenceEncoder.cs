using Paragon.Models;
using Paragon.Tokenizers;

namespace Paragon.Training;

/// <summary>Texts as token ids of bounded length. What is cut off is counted, never cut in silence.</summary>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="maximumLength">Most tokens of prompt and completion together, at least 2.</param>
public sealed class SequenceEncoder(ITokenizer tokenizer, int maximumLength)
{
    /// <summary>Sequences made so far.</summary>
    public int Sequences { get; private set; }

    /// <summary>Prompts that lost their beginning.</summary>
    public int ShortenedPrompts { get; private set; }

    /// <summary>Completions that lost their end, and with it the end-of-text id.</summary>
    public int ShortenedCompletions { get; private set; }

    /// <summary>
    /// A prompt and its completion, which ends with the end of text. Where both are too long together the prompt keeps its
    /// end and the completion its beginning; the longer one gives way down to half of the length.
    /// </summary>
    public TokenizedCompletion Encode(string prompt, string completion)
    {
        int[] given = Begun(prompt);
        int[] said = [.. tokenizer.Encode(completion), tokenizer.EndOfText];
        Sequences++;
        if (given.Length + said.Length > maximumLength)
        {
            int half = maximumLength / 2;
            int forCompletion = Math.Min(said.Length, maximumLength - Math.Min(given.Length, half));
            if (said.Length > forCompletion)
            {
                ShortenedCompletions++;
                said = said[..forCompletion];
            }

            given = Shortened(given, maximumLength - said.Length);
        }

        return new TokenizedCompletion(given, said);
    }

    /// <summary>A prompt alone.</summary>
    /// <param name="prompt">The text.</param>
    /// <param name="forCompletion">Tokens to leave for the completion.</param>
    public int[] EncodePrompt(string prompt, int forCompletion)
    {
        Sequences++;
        return Shortened(Begun(prompt), Math.Max(1, maximumLength - forCompletion));
    }

    private int[] Begun(string prompt)
    {
        int[] ids = tokenizer.Encode(prompt);
        return tokenizer.BeginningOfText is { } begin ? [begin, .. ids]
            : ids.Length > 0 ? ids
            : [tokenizer.EndOfText];
    }

    private int[] Shortened(int[] prompt, int most)
    {
        if (prompt.Length <= most)
        {
            return prompt;
        }

        ShortenedPrompts++;
        return prompt[^most..];
    }
}
