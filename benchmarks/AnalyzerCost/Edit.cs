using System.Globalization;

namespace Paragon.AnalyzerCost;

/// <summary>An edit that changes the formula of a method that ships.</summary>
/// <param name="What">The formula, for people.</param>
/// <param name="File">Name of its file.</param>
/// <param name="Before">A part of its text.</param>
/// <param name="After">What comes there instead; # is another number each time.</param>
internal sealed record Edit(string What, string File, string Before, string After)
{
    /// <summary>Rewards, advantages and losses of several families.</summary>
    public static IReadOnlyList<Edit> All { get; } =
    [
        new("PAR, the reward", "Par.cs", "Sigmoid(Steepness * (", "Sigmoid(# * Steepness * ("),
        new("GRPO, the advantage", "Grpo.cs", "GroupAdvantage.Centred(y)", "(# * GroupAdvantage.Centred(y))"),
        new("GRPO, the loss", "Grpo.cs", "Max(1, y.Tokens.Count())", "Max(#, y.Tokens.Count())"),
        new("DPO, the loss", "Dpo.cs", "Link(Beta * Margin(pair))", "Link(# * Beta * Margin(pair))"),
        new("KTO, the loss", "Kto.cs", "(1 - Sigmoid(Beta * reward))", "(# - Sigmoid(Beta * reward))"),
        new("PPO, the return", "Ppo.cs", "Raw(t) + t.OldValue", "Raw(t) + (# * t.OldValue)"),
        new("PPO, the critic's loss", "Ppo.cs", "ValueCoefficient * ValueLoss", "# * ValueCoefficient * ValueLoss"),
        new("TEMPO, the advantage", "Tempo.cs", "+ Difference(t);", "+ (# * Difference(t));"),
        new("a length penalty", "LengthPenalty.cs", "- (Slope * Max(0,", "- (# * Slope * Max(0,"),
    ];

    /// <summary>The edited text.</summary>
    public string Apply(string text, int time)
    {
        string number = (1 + ((time + 1) / 64.0)).ToString(CultureInfo.InvariantCulture);
        string changed = text.Replace(Before, After.Replace("#", number, StringComparison.Ordinal), StringComparison.Ordinal);
        return changed != text ? changed : throw new InvalidOperationException($"'{Before}' does not stand in {File}: the edit has to be written anew.");
    }
}
