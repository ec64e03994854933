using Paragon.Analyzers.RewardDesign;
using Paragon.CodeFixes.RewardDesign;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR002: learned scores are compared with something before they are used.</summary>
public sealed class CentringTests
{
    private static readonly FixCheck s_fix = new(new UncentredReward(), new CentreReward());

    [Theory]
    [InlineData("Sigmoid(y.Score)", "Sigmoid(y.Score - y.References.Mean(r => r.Score))")]
    [InlineData("Tanh(2 * y.Score) // bounded", "Tanh(2 * (y.Score - y.References.Mean(r => r.Score))) // bounded")]
    [InlineData("Sigmoid(1 - y.Score)", "Sigmoid(1 - (y.Score - y.References.Mean(r => r.Score)))")]
    [InlineData("Exp(-y.Score)", "Exp(-(y.Score - y.References.Mean(r => r.Score)))")]
    public Task A_score_is_compared_with_the_reference_answers(string before, string after) => s_fix.Makes(
        $"[Reward]\nprivate static Real [|Shaped|](Completion y) => {before}\n    ;", $"[Reward]\nprivate static Real Shaped(Completion y) => {after}\n    ;");

    [Fact]
    public Task Or_with_its_group() => s_fix.Makes(
        "[Reward]\nprivate static Real [|Shaped|](Completion y) => Sigmoid(y.Score);",
        "[Reward]\nprivate static Real Shaped(Completion y) => Sigmoid(y.Score - y.Group.Completions.Mean(o => o.Score));",
        key: "Group");

    [Fact]
    public Task A_learned_column_of_ones_own_is_compared_with_the_group() => s_fix.Makes(
        "[Reward]\nprivate static Real [|Shaped|](Completion o) => Sigmoid(o.Grade);",
        "[Reward]\nprivate static Real Shaped(Completion o) => Sigmoid(o.Grade - o.Group.Completions.Mean(other => other.Grade));",
        declarations: (Columns, Columns));

    [Fact]
    public Task Several_rewards_are_centred_together() => s_fix.Makes(
        "[Reward]\nprivate static Real [|Shaped|](Completion y)\n{\n    var r = y.Score; // raw\n    return Sigmoid(r);\n}\n\n[Reward(Into = \"second\")]\nprivate static Real [|Second|](Completion y) => Atan(y.Score);",
        "[Reward]\nprivate static Real Shaped(Completion y)\n{\n    var r = y.Score - y.References.Mean(reference => reference.Score); // raw\n    return Sigmoid(r);\n}\n\n[Reward(Into = \"second\")]\nprivate static Real Second(Completion y) => Atan(y.Score - y.References.Mean(r => r.Score));");

    [Fact]
    public async Task A_reward_that_compares_already_gets_no_offer() =>
        Assert.Empty(await s_fix.Offers("[Reward]\nprivate static Real [|Shaped|](Completion y) => Sigmoid(y.Score - 0.5 * y.References.Mean(r => r.Score));"));

    private const string Columns =
        "public static class Columns\n{\n    extension(Completion y)\n    {\n        [Column(\"grade\", Learned = true)]\n        public Real Grade => y.Read(\"grade\");\n    }\n}";
}
