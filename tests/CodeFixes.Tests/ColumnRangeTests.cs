using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Paragon.Analyzers.RewardDesign;
using Paragon.CodeFixes.RewardDesign;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR004: a range for a column, at its declaration.</summary>
public sealed class ColumnRangeTests
{
    private static readonly FixCheck s_fix = new(new UndeclaredRange(), new DeclareColumnRange());

    [Fact]
    public Task The_declaration_gets_the_range_once_however_many_rewards_read_it() => s_fix.MakesFiles(
        [
            Columns("\n        [Column(\"clarity\")]"),
            Sources.Record("[Reward]\nprivate static Real Shaped(Completion y) => 2 * [|y.Clarity|];"),
            Sources.Record("[Reward]\nprivate static Real Other(Completion y) => -[|y.Clarity|];").Replace("Method", "Second", StringComparison.Ordinal).Replace("\"method\"", "\"second\"", StringComparison.Ordinal),
        ],
        [
            "using System.ComponentModel.DataAnnotations;\n\n" + Columns($"\n        [Column(\"clarity\")]\n        [Range(0, 1)] // TODO: {Guess}"),
            Sources.Record("[Reward]\nprivate static Real Shaped(Completion y) => 2 * y.Clarity;"),
            Sources.Record("[Reward]\nprivate static Real Other(Completion y) => -y.Clarity;").Replace("Method", "Second", StringComparison.Ordinal).Replace("\"method\"", "\"second\"", StringComparison.Ordinal),
        ]);

    [Fact]
    public Task A_default_outside_0_and_1_is_inside_the_range() => s_fix.MakesFiles(
        [Columns("\n        [Column(\"clarity\", Default = -2)]"), Sources.Record("[Reward]\nprivate static Real Shaped(Completion y) => [|y.Clarity|];")],
        [
            "using System.ComponentModel.DataAnnotations;\n\n" + Columns($"\n        [Column(\"clarity\", Default = -2)]\n        [Range(-2, 1)] // TODO: {Guess}"),
            Sources.Record("[Reward]\nprivate static Real Shaped(Completion y) => y.Clarity;"),
        ]);

    [Theory]
    [InlineData(FixAllScope.Document, 1)]
    [InlineData(FixAllScope.Project, 2)]
    [InlineData(FixAllScope.Solution, 3)]
    public async Task All_are_fixed_in_the_scope_that_is_asked_for(FixAllScope scope, int declared)
    {
        Solution solution = UserSolution.Of([[Objective("First"), Objective("Second")], [Objective("Third")]]);

        string[] texts = await (await s_fix.All(solution, scope)).Texts();

        Assert.Equal(declared, texts.Count(text => text.Contains("[Range(0, 1)] // TODO", StringComparison.Ordinal)));
        Assert.Contains("[Range(0, 1)] // TODO", texts[0], StringComparison.Ordinal);
    }

    private const string Guess = "the values that 'Clarity' can have; these bounds are a guess";

    private static string Columns(string attribute) =>
        $"namespace User;\n\npublic static class Columns\n{{\n    extension(Completion y)\n    {{\n        /// <summary>How clear it is.</summary>{attribute}\n        public Real Clarity => y.Read(\"clarity\");\n    }}\n}}\n";

    private static string Objective(string name) =>
        $"namespace User.{name}Space;\n\n{Columns("\n        [Column(\"clarity\")]").Replace("namespace User;", "", StringComparison.Ordinal)}\n[Objective(\"{name}\")]\npublic sealed partial record {name}\n{{\n    [Reward]\n    private static Real Shaped(Completion y) => y.Clarity;\n}}\n";
}
