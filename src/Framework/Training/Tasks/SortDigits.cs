using Paragon.Data;
using Paragon.Segmentation;
using Paragon.Tokenizers;

namespace Paragon.Training;

/// <summary>
/// A task made by the program itself, small enough to learn from nothing: sort digits. The prompt is a few random digits and
/// '=', the right completion the same digits in rising order.
/// </summary>
/// <param name="digits">Number of digits, at least 1.</param>
/// <param name="seed">Seed of the prompts.</param>
public sealed class SortDigits(int digits, ulong seed) : IExampleSource<Prompt>, IJudgedSteps
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

    /// <summary>Every digit is a step, and so is the end.</summary>
    public ISegmenter Steps { get; } = new NGramSegmenter(1);

    /// <summary>
    /// A step is good where the right answer has it in this place; it can be executed where its digit is among those of the prompt that
    /// are left, or none is left at the end (format score 1, else -1); up to it the answer is right (process reward 1) or not.
    /// </summary>
    public IReadOnlyList<SegmentFeature> StepFeatures { get; } =
    [
        new("good", 0, 1, (prompt, steps) => Each(prompt, answer => Good(answer, steps))),
        new("process_reward", 0, 1, (prompt, steps) => Each(prompt, answer => Good(answer, steps).Select((_, step) => Good(answer, steps).Take(step + 1).Min()))),
        new("grounding", 0, 1, (prompt, steps) => Each(prompt, answer => Possible(answer, steps))),
        new("format_score", -1, 1, (prompt, steps) => Each(prompt, answer => Possible(answer, steps).Select(possible => (2 * possible) - 1))),
    ];

    /// <summary>One critic: whether a step can be executed. It counts where all places are right.</summary>
    public SegmentCritics Critics { get; } = new(1, [new("possible", 0, 1, (prompt, steps) => Each(prompt, answer => Possible(answer, steps)))]);

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

    private static IReadOnlyList<Feature> Each(Prompt prompt, Func<string, IEnumerable<double>> judge) => prompt.Answer is { } answer
        ? [.. judge(answer).Select(value => (Feature)value)]
        : throw new TrainingException($"{prompt.Place}: the prompt '{prompt.Text}' has no answer to judge steps by.");

    private static double[] Good(string answer, IReadOnlyList<string> steps) =>
        [.. steps.Select((step, place) => (place < answer.Length ? step == answer[place].ToString() : place == answer.Length && step.Length == 0) ? 1.0 : 0)];

    private static IEnumerable<double> Possible(string answer, IReadOnlyList<string> steps)
    {
        List<char> left = [.. answer];
        foreach (string step in steps)
        {
            yield return (step is [char digit] ? left.Remove(digit) : step.Length == 0 && left.Count == 0) ? 1 : 0;
        }
    }
}
