using Paragon.Analyzers.Language;
using Paragon.CodeFixes.Language;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR104: what may not exist is asked for.</summary>
public sealed class LanguageFixTests
{
    private static readonly FixCheck s_fix = new(new FormulaLanguageAnalyzer(), new AskWhetherExists());

    [Theory]
    [InlineData("[|t.Next.Value|]", "t.IsLast ? 0 : t.Next.Value")]
    [InlineData("t.Reward - [|t.Previous.Value|]", "t.Reward - (t.IsFirst ? 0 : t.Previous.Value)")]
    [InlineData("2 * [|t.Segment.Reward|] // twice", "2 * (t.Segment.Exists ? t.Segment.Reward : 0) // twice")]
    [InlineData("Exp([|t.Next.Value|])", "Exp(t.IsLast ? 0 : t.Next.Value)")]
    public Task What_may_not_exist_counts_as_0(string before, string after) => s_fix.Makes(
        $"[Reward]\nprivate static Real Shaped(Token t) => {before}\n    ;", $"[Reward]\nprivate static Real Shaped(Token t) => {after}\n    ;");

    [Fact]
    public Task Every_formula_of_a_project_is_settled() => s_fix.Makes(
        "[Reward]\nprivate static Real Shaped(Token t) => [|t.Next.Value|];\n\n[Metric]\nprivate static Real Before(Token t) => [|t.Previous.Value|];",
        "[Reward]\nprivate static Real Shaped(Token t) => t.IsLast ? 0 : t.Next.Value;\n\n[Metric]\nprivate static Real Before(Token t) => t.IsFirst ? 0 : t.Previous.Value;");
}
