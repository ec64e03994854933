using System.Globalization;

namespace Paragon.Comparison;

/// <summary>One thing to compute: what, on how many completions of how many tokens. For log-probabilities: on how many tokens, with what vocabulary and hidden size.</summary>
/// <param name="Kind">Name of what is computed.</param>
/// <param name="Rows">Completions, or tokens.</param>
/// <param name="Columns">Tokens of each, or entries of the vocabulary.</param>
/// <param name="Hidden">Width of the hidden states; 0 where there are none.</param>
internal sealed record Case(string Kind, int Rows, int Columns, int Hidden)
{
    public const string LogProbabilities = "logprobs";

    /// <summary>Completions of one prompt.</summary>
    public const int Family = 8;

    private static readonly string[] _losses = ["dpo", "kto", "grpo", "ppo", "gspo"], _advantages = ["gae", "group", "tree"];

    private static readonly (int Rows, int Columns)[] _sizes = [(8, 32), (32, 128), (128, 512), (1024, 512)];

    private static readonly Case[] _projections = [new(LogProbabilities, 256, 8192, 512), new(LogProbabilities, 2048, 32000, 512), new(LogProbabilities, 1024, 128000, 512)];

    /// <summary>The cases of a part of the comparison, smallest first.</summary>
    public static IEnumerable<Case> Of(string part) => part switch
    {
        "losses" => from kind in _losses from size in _sizes select new Case(kind, size.Rows, size.Columns, 0),
        "advantages" => from kind in _advantages from size in _sizes select new Case(kind, size.Rows, size.Columns, 0),
        LogProbabilities => _projections,
        _ => [Parse(part)],
    };

    /// <summary>A case by its text: <c>grpo:128x512</c>, <c>logprobs:2048x32000x512</c>.</summary>
    public static Case Parse(string text)
    {
        string[] words = text.Split(':', 'x');
        return words.Length is 3 or 4 ? new Case(words[0], Whole(words[1]), Whole(words[2]), words.Length == 4 ? Whole(words[3]) : 0)
            : throw new FormatException($"'{text}' is no part (losses, advantages, logprobs) and no case (grpo:128x512, logprobs:2048x32000x512).");
    }

    /// <summary>Whether advantages are computed, and no loss.</summary>
    public bool IsAdvantage => _advantages.Contains(Kind);

    /// <summary>Tokens.</summary>
    public int Tokens => Kind == LogProbabilities ? Rows : Rows * Columns;

    public override string ToString() => $"{Kind}:{Rows}x{Columns}{(Hidden > 0 ? $"x{Hidden}" : "")}";

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
