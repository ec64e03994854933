using Paragon.Models;

namespace Paragon.Training;

/// <summary>
/// A sequence that repeats one sentence of a text until it is full (DITTO, Xu et al. 2022): the tokens of a sentence, then the
/// next sentence again and again.
/// </summary>
/// <param name="Tokens">The sequence: one token more than are predicted.</param>
/// <param name="PrefixLength">Tokens before the repeated sentence.</param>
/// <param name="SentenceLength">Tokens of the repeated sentence.</param>
public sealed record PseudoRepetition(int[] Tokens, int PrefixLength, int SentenceLength)
{
    /// <summary>The sequence around one end of a sentence. The repeated sentence starts with the end of the one before it.</summary>
    /// <param name="tokens">A text.</param>
    /// <param name="endOfSentence">Token that ends a sentence.</param>
    /// <param name="picked">Which end, from 1 to the number of ends less 2.</param>
    /// <param name="predicted">Tokens that are predicted, at least 1; the sequence has one more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such end with one before and one after it.</exception>
    public static PseudoRepetition Of(ReadOnlySpan<int> tokens, int endOfSentence, int picked, int predicted)
    {
        int[] ends = Ends(tokens, endOfSentence);
        if (picked < 1 || picked > ends.Length - 2)
        {
            throw new ArgumentOutOfRangeException(nameof(picked), picked, $"End {picked} of {ends.Length} ends of sentences has not one before and one after it; choose from 1 to {ends.Length - 2}.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(predicted, 1);
        ReadOnlySpan<int> prefix = tokens[(ends[picked - 1] + 1)..ends[picked]];
        ReadOnlySpan<int> sentence = tokens[ends[picked]..ends[picked + 1]];
        int[] sequence = new int[predicted + 1];
        for (int i = 0; i < sequence.Length; i++)
        {
            sequence[i] = i < prefix.Length ? prefix[i] : sentence[(i - prefix.Length) % sentence.Length];
        }

        return new PseudoRepetition(sequence, prefix.Length, sentence.Length);
    }

    /// <summary>The sequence around an end that is picked by chance, or null where the text has fewer than three ends of sentences.</summary>
    /// <param name="tokens">A text.</param>
    /// <param name="endOfSentence">Token that ends a sentence.</param>
    /// <param name="predicted">Tokens that are predicted, at least 1.</param>
    /// <param name="chance">Where the choice comes from.</param>
    public static PseudoRepetition? Pick(ReadOnlySpan<int> tokens, int endOfSentence, int predicted, Random chance)
    {
        int ends = Ends(tokens, endOfSentence).Length;
        return ends < 3 ? null : Of(tokens, endOfSentence, chance.Next(1, ends - 1), predicted);
    }

    /// <summary>Place of the same token in the repetition before, or null: the target at place t is token t + 1 of the sequence.</summary>
    /// <param name="target">t, from 0.</param>
    public int? Previous(int target) => target >= PrefixLength + SentenceLength ? target - SentenceLength : null;

    /// <summary>The first token as prompt, the others as the completion that is predicted.</summary>
    public TokenizedCompletion Sequence => new(Tokens[..1], Tokens[1..]);

    private static int[] Ends(ReadOnlySpan<int> tokens, int endOfSentence)
    {
        List<int> ends = [];
        for (int i = 0; i < tokens.Length; i++)
        {
            if (tokens[i] == endOfSentence)
            {
                ends.Add(i);
            }
        }

        return [.. ends];
    }
}
