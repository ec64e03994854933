using Paragon.Analyzers.Numerics;

namespace Paragon.Analyzers.Tests.Rules;

/// <summary>PAR205: an expression for which the language has a steadier function.</summary>
public sealed class SteadierFormTests
{
    [Theory]
    [InlineData("[|Log(Sigmoid(t.Value))|]", "LogSigmoid(t.Value)")]
    [InlineData("[|Log(1 - Sigmoid(t.Value))|]", "LogSigmoid(-(t.Value))")]
    [InlineData("[|Log(1 + Exp(t.Value))|]", "Softplus(t.Value)")]
    [InlineData("[|Log(1.0 + t.Entropy)|]", "LogOnePlus(t.Entropy)")]
    [InlineData("[|Log(1 - Exp(t.LogProb))|]", "LogOneMinusExp(t.LogProb)")]
    [InlineData("[|Exp(t.Value) - 1|] - t.Value", "ExpMinusOne(t.Value)")]
    [InlineData("[|1 - Sigmoid(t.Value)|]", "Sigmoid(-(t.Value))")]
    [InlineData("[|1 / (1 + Exp(t.Value))|]", "Sigmoid(-(t.Value))")]
    public Task Expressions_with_a_steadier_form_are_marked(string formula, string words) =>
        Markup.Check(new SteadierFormExists(), $"[Metric] private static Real Value(Token t) => {formula};", [words]);

    [Theory]
    [InlineData("LogSigmoid(t.Value) + Softplus(t.Value) + LogOnePlus(t.Entropy)")]
    [InlineData("Log(2 + Exp(t.Value))")]
    [InlineData("Exp(t.Value) - 2")]
    [InlineData("Log(1 + t.Completion.Tokens.Count())")]
    [InlineData("1 + Sigmoid(t.Value)")]
    [InlineData("2 / (1 + Exp(t.Value))")]
    [InlineData("Math.Log(1 + Math.Exp(2)) * t.Value")]
    public Task Others_are_not(string formula) =>
        Markup.Silent(new SteadierFormExists(), $"[Metric] private static Real Value(Token t) => {formula};");
}
