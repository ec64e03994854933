using Microsoft.CodeAnalysis.CodeFixes;
using Paragon.CodeFixes.Numerics;
using Paragon.CodeFixes.RewardDesign;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR201, PAR202, PAR203 and PAR005: guards around divisions, logarithms, exponentials and penalties.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData("[|y.Reward / y.Siblings.SampleStd(o => o.Reward)|]", "y.Reward / (y.Siblings.SampleStd(o => o.Reward) + 1e-8)")]
    [InlineData("y.Reward / [|Abs(y.Score)|] // scaled", "y.Reward / (Abs(y.Score) + 1e-8) // scaled")]
    [InlineData("[|y.Reward / (y.Tokens.Count() + 0)|]", "y.Reward / (y.Tokens.Count() + 0 + 1e-8)")]
    [InlineData("[|y.Reward / y.Score|]", "y.Score == 0 ? 0 : y.Reward / y.Score")]
    [InlineData("2 * [|(y.Reward / y.Score)|] // twice", "2 * (y.Score == 0 ? 0 : y.Reward / y.Score) // twice")]
    [InlineData("1 - [|y.Reward / y.Score|]", "1 - (y.Score == 0 ? 0 : y.Reward / y.Score)")]
    public Task A_denominator_is_moved_away_from_0_or_asked(string before, string after) => Check(new GuardDenominator(), before, after);

    [Fact]
    public Task A_denominator_that_is_never_negative_can_be_asked_too() => Check(
        new GuardDenominator(), "[|y.Reward / y.Siblings.SampleStd(o => o.Reward)|]", "y.Siblings.SampleStd(o => o.Reward) == 0 ? 0 : y.Reward / y.Siblings.SampleStd(o => o.Reward)", "Choice");

    [Theory]
    [InlineData("[|Log(y.Score)|]", "Log(Max(y.Score, 1e-12))")]
    [InlineData("Log([|y.Score + y.Reward|]) // of both", "Log(Max(y.Score + y.Reward, 1e-12)) // of both")]
    [InlineData("2 * [|Sqrt(y.Score)|]", "2 * Sqrt(Max(y.Score, 0))")]
    [InlineData("-[|Log(Sigmoid(y.Score))|]", "-LogSigmoid(y.Score)")]
    public Task A_logarithm_or_root_has_a_floor(string before, string after) => Check(new GuardLogarithm(), before, after);

    [Theory]
    [InlineData("[|Exp(y.Score)|]", "Exp(Min(y.Score, 80))", null)]
    [InlineData("1 + Exp([|-y.Score|])", "1 + Exp(Clamp(-y.Score, -80, 80))", "Clamp")]
    public Task An_exponent_has_a_bound(string before, string after, string? key) => Check(new BoundExponent(), before, after, key);

    [Theory]
    [InlineData("y.Reward + [|Min(9 - y.Tokens.Count(), 0)|]", "y.Reward + Max(Min(9 - y.Tokens.Count(), 0), -1)")]
    [InlineData("y.Reward - [|0.1 * y.Tokens.Count()|] // long", "y.Reward - Min(0.1 * y.Tokens.Count(), 1) // long")]
    public Task A_penalty_has_a_floor(string before, string after) => Check(new FloorPenalty(), before, after);

    private static Task Check(CodeFixProvider provider, string before, string after, string? key = null) => FixCheck.MakesAtMark(
        provider, $"[Reward]\nprivate static Real Shaped(Completion y) => {before}\n    ;", $"[Reward]\nprivate static Real Shaped(Completion y) => {after}\n    ;", key);
}
