namespace Paragon.Training;

/// <summary>
/// A task made by the program itself, small enough to learn from nothing: sort digits. The prompt is a few random digits and
/// '=', the right completion the same digits in rising order.
/// </summary>
/// <param name="digits">Number of digits, 1 to 20.</param>
/// <param name="encode">Token ids of a text.</param>
/// <param name="seeds">Random numbers that the prompts are drawn from.</param>
public sealed class SortDigits(int digits, Func<string, int[]> encode, Seeds seeds) : IPromptSource, IRewardFunction
{
    /// <summary>The characters of prompts and completions.</summary>
    public const string Alphabet = "0123456789=";

    /// <inheritdoc/>
    public string Name => $"sorting {digits} digits";

    /// <inheritdoc/>
    public double Minimum => 0;

    /// <inheritdoc/>
    public double Maximum => 1;

    /// <inheritdoc/>
    public Prompt At(long position)
    {
        Random random = seeds.Random("prompt", position);
        char[] drawn = [.. Enumerable.Range(0, digits).Select(_ => (char)('0' + random.Next(10)))];
        string text = new string(drawn) + "=";
        return new Prompt(encode(text), text, new string([.. drawn.Order()]), Name);
    }

    /// <summary>The share of places that hold the right digit; a completion that is too long is measured by its own length.</summary>
    public Feature Evaluate(Prompt prompt, string completion)
    {
        if (prompt.Answer is not { } right)
        {
            return Feature.Failed($"{prompt.Place}: the prompt '{prompt.Text}' has no answer to compare with.");
        }

        int hits = right.Zip(completion).Count(pair => pair.First == pair.Second);
        return hits / (double)Math.Max(right.Length, completion.Length);
    }
}
