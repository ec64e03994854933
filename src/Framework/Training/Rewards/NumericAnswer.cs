using System.Globalization;
using System.Text.RegularExpressions;

namespace Paragon.Training;

/// <summary>
/// 1 where the completion's final number is the answer's, else a small credit where it gives a number after the answer mark
/// at all, else 0. Numbers are read as GSM8K writes them: after "####", with commas, signs and a decimal point.
/// </summary>
/// <param name="formatCredit">Reward of a wrong number after the mark, in [0, 1). Default: 0, the answer counts and nothing else.</param>
public sealed partial class NumericAnswer(double formatCredit = 0) : IRewardFunction
{
    /// <inheritdoc/>
    public string Name => "numeric answer";

    /// <inheritdoc/>
    public double Minimum => 0;

    /// <inheritdoc/>
    public double Maximum => 1;

    /// <inheritdoc/>
    public Feature Evaluate(Prompt prompt, string completion)
    {
        if (prompt.Answer is null || Read(prompt.Answer) is not { } right)
        {
            return Feature.Failed($"{prompt.Place}: the answer has no number after '####' to compare with.");
        }

        decimal? given = Read(completion);
        return given is null ? 0 : given == right ? 1 : formatCredit;
    }

    /// <summary>The number after the last answer mark, or null where there is none.</summary>
    internal static decimal? Read(string text) =>
        Marked().Matches(text) is [.., { } match]
        && decimal.TryParse(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : null;

    [GeneratedRegex(@"####\s*\$?(-?[0-9][0-9,]*(?:\.[0-9]+)?)")]
    private static partial Regex Marked();
}
