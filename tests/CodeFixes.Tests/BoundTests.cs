using Microsoft.CodeAnalysis.CodeActions;
using Paragon.Analyzers.RewardDesign;
using Paragon.CodeFixes.RewardDesign;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR001: a reward with a bound.</summary>
public sealed class BoundTests
{
    private static readonly FixCheck s_fix = new(new UnboundedReward(), new BoundReward());

    [Theory]
    [InlineData("Sigmoid", "Sigmoid(2 * y.Score)")]
    [InlineData("Tanh", "Tanh(2 * y.Score)")]
    [InlineData("Clamp", "Clamp(2 * y.Score, -1, 1)")]
    public Task A_reward_is_bounded_in_the_way_that_is_chosen(string key, string after) => s_fix.Makes(
        "[Reward]\nprivate static Real [|Shaped|](Completion y) => (2 * y.Score); // raw", $"[Reward]\nprivate static Real Shaped(Completion y) => {after}; // raw", key);

    [Fact]
    public async Task The_sigmoid_is_offered_first() => Assert.Equal(
        ["Sigmoid", "Tanh", "Clamp"],
        (await s_fix.Offers("[Reward]\nprivate static Real [|Shaped|](Completion y) => y.Score;")).Select(static (CodeAction offer) => offer.EquivalenceKey));

    [Fact]
    public Task Every_way_out_and_every_reward_of_a_project_is_bounded() => s_fix.Makes(
        "[Reward]\nprivate static Real [|Shaped|](Completion y)\n{\n    if (y.Tokens.Count() > 9)\n    {\n        return y.Score;\n    }\n\n    return y.Score\n        - 1;\n}\n\n[Reward(Into = \"second\")]\nprivate static Real [|Second|](Completion y) => Exp(y.Score);",
        "[Reward]\nprivate static Real Shaped(Completion y)\n{\n    if (y.Tokens.Count() > 9)\n    {\n        return Sigmoid(y.Score);\n    }\n\n    return Sigmoid(y.Score\n        - 1);\n}\n\n[Reward(Into = \"second\")]\nprivate static Real Second(Completion y) => Sigmoid(Exp(y.Score));");
}
