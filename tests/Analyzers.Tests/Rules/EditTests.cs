using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Paragon.Analyzers.Objectives;
using Paragon.Analyzers.RewardDesign;

namespace Paragon.Analyzers.Tests.Rules;

/// <summary>What is known of a formula after an edit beside it: what was read stays where it holds, and findings stand where the source stands now.</summary>
public sealed class EditTests
{
    private const string Helper = "public static class Shapes { public static Real Of(Real x) => x; }";

    [Fact]
    public async Task A_formula_below_an_edited_one_is_not_read_again_and_its_finding_moves_with_it()
    {
        UserProject before = Project("y.Score", "y.Outcome - Shapes.Of(y.Tokens.Count() / 100)");
        Assert.Equal("y.Tokens.Count() / 100", Assert.Single(await Penalties(before)));

        UserProject after = Project("Sigmoid(\n\n\n        y.Score)", "y.Outcome - Shapes.Of(y.Tokens.Count() / 100)");
        Assert.True(IsKnown(after, "Second"), "a formula that is as it was is read again");
        Assert.False(IsKnown(after, "First"), "an edited formula is taken for the old one");
        Assert.Equal("y.Tokens.Count() / 100", Assert.Single(await Penalties(after)));
        Assert.True(IsKnown(after, "First"));
    }

    [Fact]
    public async Task An_edit_of_a_formula_that_is_called_is_seen()
    {
        UserProject before = Project("y.Score", "y.Outcome - Shapes.Of(y.Tokens.Count() / 50)");
        Assert.Single(await Penalties(before));

        UserProject bounded = Project("y.Score", "y.Outcome - Shapes.Of(y.Tokens.Count() / 50)", Helper.Replace("=> x;", "=> Min(1, x);", StringComparison.Ordinal));
        Assert.False(IsKnown(bounded, "Second"), "the body of a called formula has changed");
        Assert.Empty(await Penalties(bounded));
    }

    [Fact]
    public async Task A_change_of_a_declaration_reads_everything_again()
    {
        UserProject before = Project("y.Score", "y.Outcome - y.Tokens.Count()");
        await Penalties(before);

        UserProject renamed = Project("y.Score", "y.Outcome - y.Tokens.Count()", Helper + " public static class More;");
        Assert.False(IsKnown(renamed, "First"));
        Assert.False(IsKnown(renamed, "Second"));
    }

    [Fact]
    public async Task An_overload_that_is_added_in_another_file_is_seen()
    {
        const string Scaled = "public static partial class Shapes { public static Real Of(Real x, double scale) => x / scale; }";
        const string Better = "public static partial class Shapes { public static Real Of(Real x, int scale) => Min(1, x / scale); }";
        UserProject before = Project("y.Score", "y.Outcome - Shapes.Of(y.Tokens.Count(), 100)", Scaled);
        Assert.Single(await Penalties(before));

        UserProject overloaded = Project("y.Score", "y.Outcome - Shapes.Of(y.Tokens.Count(), 100)", Scaled, beside: Better);
        Assert.Empty(await Penalties(overloaded));
    }

    [Fact]
    public async Task A_sentence_names_the_source_as_it_is_written_now()
    {
        const string Penalty = "Outcome * (TOKENS / 1000)";
        async Task<string> Said(string name) => Assert.Single(await Project($"{name}.Score", $"y.{Penalty.Replace("TOKENS", $"Min(1000, {name}.Tokens.Count())", StringComparison.Ordinal)}".Replace("y.", $"{name}.", StringComparison.Ordinal), name: name)
            .Analyze(new FlippedSign())).GetMessage(System.Globalization.CultureInfo.InvariantCulture);

        Assert.Contains("answer.Tokens.Count()", await Said("answer"), StringComparison.Ordinal);
        Assert.Contains("y.Tokens.Count()", await Said("y"), StringComparison.Ordinal);
    }

    private static async Task<string[]> Penalties(UserProject project)
    {
        ImmutableArray<Diagnostic> found = await project.Analyze(new UnflooredPenalty());
        return [.. found.Where(one => one.Id == "PAR005").Select(one => one.Location.SourceTree!.ToString().Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length))];
    }

    private static bool IsKnown(UserProject project, string method) =>
        ProofCache.Of(project.Compilation).Readings.Find((IMethodSymbol)project.Compilation.GetTypeByMetadataName("Edited.Method")!.GetMembers(method).Single(), project.Compilation) is not null;

    private static UserProject Project(string first, string second, string helper = Helper, string name = "y", string beside = "") => UserProject.Of(
        ("Helper.cs", "namespace Edited; " + helper),
        ("Beside.cs", "namespace Edited; " + beside),
        ("Columns.cs", "namespace Edited; public static class Columns { extension(Completion y) { [Column(\"outcome\"), Range(-1, 1)] public Real Outcome => y.Read(\"outcome\"); } }"),
        ("Method.cs", $$"""
            namespace Edited;

            [Objective("edited")]
            public sealed partial record Method
            {
                [Reward]
                private static Real First(Completion {{name}}) => {{first}};

                [Reward(Into = "second_reward")]
                private static Real Second(Completion {{name}}) => {{second}};
            }
            """));
}
