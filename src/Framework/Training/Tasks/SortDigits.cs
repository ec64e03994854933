using Paragon.Data;
using Paragon.Tokenizers;

namespace Paragon.Training;

/// <summary>
/// A task made by the program itself, small enough to learn from nothing: sort digits. The prompt is a few random digits and
/// '=', the right completion the same digits in rising order.
/// </summary>
/// <param name="digits">Number of digits, at least 1.</param>
/// <param name="seed">Seed of the prompts.</param>
public sealed class SortDigits(int digits, ulong seed) : IExampleSource<Prompt>, IRewardFunction
{
    private readonly Seeds _seeds = new(seed);
    private long _taken;

    /// <summary>The digits and '='.</summary>
    public static CharacterTokenizer Tokenizer { get; } = new("0123456789=");

    /// <inheritdoc/>
    public string Name => $"sorting {digits} digits";

    /// <inheritdoc/>
    public double Minimum => 0;

    /// <inheritdoc/>
    public double Maximum => 1;

    /// <summary>Most tokens that a completion may have: the answer, its end, and two more, so that a policy must learn to stop.</summary>
    public int MaximumNewTokens => digits + 3;

    /// <inheritdoc/>
    public DataPosition Position => new(0, _taken, $"{Name}, seed {seed}");

    /// <inheritdoc/>
    public Prompt Next()
    {
        Random random = _seeds.Random("prompt", _taken++);
        char[] drawn = [.. Enumerable.Range(0, digits).Select(_ => (char)('0' + random.Next(10)))];
        string text = new string(drawn) + "=";
        return new Prompt(Tokenizer.Encode(text), text, new string([.. drawn.Order()]), Name);
    }

    /// <inheritdoc/>
    public void Restore(DataPosition position)
    {
        if (position.Order != Position.Order)
        {
            throw new TrainingException($"The saved position is of '{position.Order}', not of '{Position.Order}'. Resume with the same settings, or start anew.");
        }

        _taken = position.Taken;
    }

    /// <summary>
    /// The share of places that hold the right digit; a completion that is too long is measured by its own length, in
    /// tokens: one that is not a character takes a place as well.
    /// </summary>
    public Feature Evaluate(Prompt prompt, CompletionText completion)
    {
        if (prompt.Answer is not { } right)
        {
            return Feature.Failed($"{prompt.Place}: the prompt '{prompt.Text}' has no answer to compare with.");
        }

        int hits = right.Zip(completion.Text).Count(pair => pair.First == pair.Second);
        return hits / (double)Math.Max(right.Length, completion.Tokens);
    }
}
