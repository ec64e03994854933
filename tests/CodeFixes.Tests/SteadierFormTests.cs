using Paragon.Analyzers.Numerics;
using Paragon.CodeFixes.Numerics;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR205: one function in place of an expression that rounds or overflows.</summary>
public sealed class SteadierFormTests
{
    private static readonly FixCheck s_fix = new(new SteadierFormExists(), new UseSteadierForm());

    [Theory]
    [InlineData("Log(Sigmoid(t.Value))", "LogSigmoid(t.Value)")]
    [InlineData("Log(1 + Exp(t.Value))", "Softplus(t.Value)")]
    [InlineData("Log(Exp(t.Value) + 1)", "Softplus(t.Value)")]
    [InlineData("LogOnePlus(Exp(t.Value))", "Softplus(t.Value)")]
    [InlineData("Exp(t.Value - t.OldValue) - 1", "ExpMinusOne(t.Value - t.OldValue)")]
    [InlineData("Log(1 + t.Entropy)", "LogOnePlus(t.Entropy)")]
    [InlineData("Log(1 - t.SumSquaredProbability)", "LogOnePlus(-t.SumSquaredProbability)")]
    [InlineData("Log(1 - Exp(t.LogProb))", "LogOneMinusExp(t.LogProb)")]
    [InlineData("1 - Sigmoid(t.Value)", "Sigmoid(-t.Value)")]
    [InlineData("1 - Sigmoid(t.Value - t.OldValue)", "Sigmoid(-(t.Value - t.OldValue))")]
    [InlineData("1 - Sigmoid(-t.Value)", "Sigmoid(t.Value)")]
    [InlineData("1.0 / (1.0 + Exp(-t.Value))", "Sigmoid(t.Value)")]
    [InlineData("Log((1 - Sigmoid(t.Value)))", "LogSigmoid(-t.Value)")]
    [InlineData("Formula.Log(Formula.Sigmoid(t.Value))", "LogSigmoid(t.Value)")]
    public Task Each_form_becomes_its_function(string before, string after) => s_fix.Makes(
        $"[Loss]\nprivate static Real Loss(Token t) => [|{before}|];", $"[Loss]\nprivate static Real Loss(Token t) => {after};");

    [Fact]
    public Task The_surroundings_stay_as_they_are() => s_fix.Makes(
        """
        [Loss]
        private static Real Loss(Token t)
        {
            // the usual estimate
            var ratio = 2 * ([|Exp(t.LogProb) - 1|]); // its sign
            return ratio
                - [|Log( /* inner */ Sigmoid( t.Value ) )|] // last
                + t.Value;
        }
        """,
        """
        [Loss]
        private static Real Loss(Token t)
        {
            // the usual estimate
            var ratio = 2 * ExpMinusOne(t.LogProb); // its sign
            return ratio
                - LogSigmoid(t.Value) // last
                + t.Value;
        }
        """);

    [Fact]
    public Task Forms_inside_each_other_change_together() => s_fix.Makes(
        "[Loss]\nprivate static Real Loss(Token t) => [|Log(1 + ([|Exp([|Log(Sigmoid(t.Value))|]) - 1|]))|];",
        "[Loss]\nprivate static Real Loss(Token t) => LogOnePlus(ExpMinusOne(LogSigmoid(t.Value)));");

    [Fact]
    public Task A_name_that_means_something_else_is_qualified() => s_fix.Makes(
        "[Loss]\nprivate static Real Loss(Token t) => [|Log(Sigmoid(LogSigmoid(t)))|];\n\nprivate static Real LogSigmoid(Token t) => t.Value;",
        "[Loss]\nprivate static Real Loss(Token t) => Formula.LogSigmoid(LogSigmoid(t));\n\nprivate static Real LogSigmoid(Token t) => t.Value;");

    [Fact]
    public Task Functions_of_the_same_name_elsewhere_are_left_alone() => s_fix.Makes(
        "[Loss]\nprivate static Real Loss(Token t) => Log(Own.Sigmoid(t.Value)) * ([|1 - Sigmoid(t.Value)|]);",
        "[Loss]\nprivate static Real Loss(Token t) => Log(Own.Sigmoid(t.Value)) * Sigmoid(-t.Value);",
        declarations: ("internal static class Own\n{\n    public static Real Sigmoid(Real x) => x;\n}", "internal static class Own\n{\n    public static Real Sigmoid(Real x) => x;\n}"));
}
