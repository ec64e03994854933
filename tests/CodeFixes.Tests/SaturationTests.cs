using Paragon.Analyzers.RewardDesign;
using Paragon.CodeFixes.RewardDesign;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR003: a reward that grows fastest at the centre and then slows.</summary>
public sealed class SaturationTests
{
    private static readonly FixCheck s_fix = new(new UnsaturatedReward(), new SaturateReward());

    [Theory]
    [InlineData("y.Score", "Sigmoid(y.Score - y.References.Mean(r => r.Score))")]
    [InlineData("2 * y.Score // linear", "Sigmoid(2 * (y.Score - y.References.Mean(r => r.Score))) // linear")]
    [InlineData("Clamp(y.Score, y.BaselineReward - 1, y.BaselineReward + 1)", "Sigmoid(y.Score - y.References.Mean(r => r.Score))")]
    [InlineData("y.Score - y.References.Mean(r => r.Score)", "Sigmoid(y.Score - y.References.Mean(r => r.Score))")]
    public Task Lines_and_clips_become_the_sigmoid_of_the_centred_score(string before, string after) => s_fix.Makes(
        $"[Reward]\nprivate static Real [|Shaped|](Completion y) => {before}\n    ;", $"[Reward]\nprivate static Real Shaped(Completion y) => {after}\n    ;");

    [Fact]
    public Task Every_way_out_of_a_method_is_changed() => s_fix.Makes(
        "[Reward]\nprivate static Real [|Shaped|](Completion y)\n{\n    if (y.Tokens.Count() > 9)\n    {\n        return 3 * y.Score;\n    }\n\n    return y.Score;\n}",
        "[Reward]\nprivate static Real Shaped(Completion y)\n{\n    if (y.Tokens.Count() > 9)\n    {\n        return Sigmoid(3 * (y.Score - y.References.Mean(r => r.Score)));\n    }\n\n    return Sigmoid(y.Score - y.References.Mean(r => r.Score));\n}");
}
