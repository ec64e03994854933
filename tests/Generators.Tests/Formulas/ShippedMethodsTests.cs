using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Language;
using Paragon.Generators.Formulas;
using Paragon.Tests;

namespace Paragon.Generators.Tests.Formulas;

/// <summary>The methods that ship, through the generator: reviewed code for three of them, and a stage for every formula of all.</summary>
public sealed partial class ShippedMethodsTests
{
    [Theory]
    [InlineData("Dpo")]
    [InlineData("Grpo")]
    [InlineData("Ppo")]
    public void The_generated_code_is_the_reviewed_one(string method) =>
        Snapshot.Matches(Shipped.Value.Source($"Paragon.Algorithms.{method}.Formulas.g.cs"), method);

    [Theory]
    [InlineData("Dpo")]
    [InlineData("Grpo")]
    [InlineData("Ppo")]
    public void The_generated_kernels_are_the_reviewed_ones(string method) =>
        Snapshot.Matches(Shipped.Value.Source($"Paragon.Algorithms.{method}.Fused.g.cs"), $"{method}.Fused");

    [Theory]
    [InlineData("Dpo")]
    [InlineData("Grpo")]
    [InlineData("Ppo")]
    public void The_generated_derivatives_are_the_reviewed_ones(string method) =>
        Snapshot.Matches(Shipped.Value.Source($"Paragon.Algorithms.{method}.Analytic.g.cs"), $"{method}.Analytic");

    [Fact]
    public async Task No_formula_of_a_shipped_method_is_refused()
    {
        Generated run = Shipped.Value;
        Assert.Empty(await run.Before.WithAnalyzers([new FormulaLanguageAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken));
        int formulas = run.Before.SyntaxTrees.Sum(tree => StageAttribute().Count(tree.ToString()));
        int stages = run.Result.GeneratedTrees.Sum(tree => NewStage().Count(tree.ToString()));
        Assert.Equal(formulas, stages);
    }

    // One run for all tests of the class: it compiles every method that ships.
    private static readonly Lazy<Generated> Shipped = new(() => Generated.By(
        new FormulaGenerator(), "Paragon.Algorithms",
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Algorithms"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)]));

    [GeneratedRegex(@"^\s*\[(Loss|Reward|Advantage|Metric)(\(.*\))?\]\s*$", RegexOptions.Multiline)]
    private static partial Regex StageAttribute();

    [GeneratedRegex("new global::Paragon.Stage\n")]
    private static partial Regex NewStage();
}
