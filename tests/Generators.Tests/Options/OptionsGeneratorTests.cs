using System.Reflection;
using Microsoft.CodeAnalysis;
using Paragon.Generators.Options;
using Paragon.Tests;

namespace Paragon.Generators.Tests.Options;

public sealed class OptionsGeneratorTests
{
    private const string Everything = """
        using System.ComponentModel.DataAnnotations;

        namespace My.Methods;

        /// <summary>How far it goes.</summary>
        public enum Reach { Near, FarAway, KLOnly = 7 }

        /// <summary>Everything that an option can be, after <see cref="Pair"/> (Somebody et al. 2024, eq. 3).</summary>
        [Objective("every-thing")]
        public sealed partial record Everything
        {
            /// <summary>Strength of the <c>pull</c>
            /// toward the reference.</summary>
            [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
            public double Beta { get; init; } = 0.1;

            /// <summary>Upper clip.</summary>
            [Range(0.0, 1.5, MaximumIsExclusive = true)]
            public double ClipHigh { get; init; } = 0.28;

            /// <summary>Any finite number.</summary>
            public double Shift { get; init; } = -1e-7;

            /// <summary>How many.</summary>
            [Range(1, 64)]
            public int MaxKL { get; init; } = 4;

            /// <summary>Whether to average.</summary>
            public bool @default { get; init; } = true;

            /// <summary>How far.</summary>
            public Reach Reach { get; init; } = Reach.FarAway;

            /// <summary>A "name".</summary>
            public string Label { get; init; } = "none";

            /// <summary>Another name.</summary>
            public string? Other { get; init; }

            /// <summary>No option: derived.</summary>
            public double Twice => 2 * Beta;
        }
        """;

    [Fact]
    public void The_generated_half_is_the_reviewed_one()
    {
        Generated run = Run(Everything);
        Snapshot.Matches(run.Source("My.Methods.Everything.Options.g.cs"), "Everything");
        Snapshot.Matches(run.Source("Objectives.g.cs"), "Objectives");
    }

    [Fact]
    public void Generated_code_compiles_without_a_warning()
    {
        Generated run = Run(Everything, """
            namespace My.Methods.Inner;

            public static partial class Outer
            {
                /// <summary>Nested, and without options.</summary>
                [Objective("nested")]
                internal sealed partial record Nested;

                [Objective("hidden")]
                private sealed partial record Hidden
                {
                    [Obsolete("Use nothing.")]
                    public double Old { get; init; } = 1;
                }
            }
            """,
            """
            using System.ComponentModel.DataAnnotations;

            /// <summary>In no namespace.</summary>
            /// <param name="Weight">How much.</param>
            [Objective("positional", Source = "A book")]
            public sealed partial record Positional([property: Range(0, 1)] double Weight = 0.5);
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerComplaints);
        Assert.DoesNotContain("Hidden", run.Source("Objectives.g.cs"), StringComparison.Ordinal);
        Assert.Contains("\"How much.\"", run.Source("Positional.Options.g.cs"), StringComparison.Ordinal);
        Assert.Contains("Source: \"A book\"", run.Source("Positional.Options.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_generated_half_describes_reads_and_answers()
    {
        Assembly user = Run(Everything).Load();
        IReadOnlyList<ObjectiveDescriptor> all = (IReadOnlyList<ObjectiveDescriptor>)user.GetType("My.Objectives")!.GetProperty("All")!.GetValue(null)!;
        ObjectiveDescriptor everything = Assert.Single(all);
        Assert.Equal(("every-thing", "My.Methods.Everything", "Everything that an option can be, after Pair.", "Somebody et al. 2024, eq. 3"),
            (everything.Name, everything.Type, everything.Summary, everything.Source));
        Assert.Equal(["beta", "clip-high", "shift", "max-kl", "default", "reach", "label", "other"], everything.Options.Select(option => option.Key));
        Assert.Equal<object?>([0.1, 0.28, -1e-7, 4, true, "far-away", "none", null], everything.Options.Select(option => option.Default));
        Assert.Equal("a finite number at least 0 and less than 1.5", everything.Find("ClipHigh")!.Allowed);
        Assert.Equal("Strength of the pull toward the reference.", everything.Find("Beta")!.Summary);

        IObjective objective = everything.Create(new OptionsReader(everything, new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()));
        Assert.Equal([0.1, 0.28, -1e-7, 4, 1, 1], new[] { "Beta", "ClipHigh", "Shift", "MaxKL", "default", "Reach" }.Select(objective.Option));
        Assert.Throws<ArgumentException>(() => objective.Option("Label"));
        Assert.Throws<ArgumentException>(() => objective.Option("Twice"));
    }

    [Fact]
    public void An_unrelated_edit_writes_nothing_again()
    {
        Generated first = Run(Everything, "namespace Elsewhere; internal static class Other { public static int Number => 1; }");
        Generated second = first.AfterEdit("=> 1", "=> 2");
        foreach (string step in (string[])[OptionsSteps.Objective, OptionsSteps.Registration])
        {
            Assert.NotEmpty(second.Reasons(step));
            Assert.All(second.Reasons(step), Unchanged);
        }

        Assert.NotEmpty(second.OutputReasons);
        Assert.All(second.OutputReasons, Unchanged);
    }

    [Fact]
    public void A_moved_refusal_writes_no_source_again()
    {
        Generated first = Run(Everything.Replace("double Shift { get; init; } = -1e-7", "float Shift { get; init; }", StringComparison.Ordinal));
        Generated second = first.AfterEdit("namespace My.Methods;", "// A line more.\nnamespace My.Methods;");
        Assert.All(second.Reasons(OptionsSteps.Objective), Unchanged);
        Assert.Contains(IncrementalStepRunReason.Modified, second.Reasons(OptionsSteps.Refusals));
        Assert.Equal(first.Diagnostics.Single().Location.GetLineSpan().StartLinePosition.Line + 1, second.Diagnostics.Single().Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void An_edited_option_writes_its_objective_again_and_no_registration()
    {
        Generated second = Run(Everything).AfterEdit("[Range(1, 64)]", "[Range(1, 65)]");
        Assert.Equal([IncrementalStepRunReason.Modified], second.Reasons(OptionsSteps.Objective));
        Assert.All(second.Reasons(OptionsSteps.Registration), Unchanged);
        Assert.Contains("Maximum = 65", second.Source("My.Methods.Everything.Options.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_without_a_documentation_file_has_the_summaries_too()
    {
        Assert.Equal("One.", Documented("/// <summary>One.</summary>\npublic double A { get; init; }"));
        Assert.Equal("", Documented("/// <summary>Not <closed.</summary>\npublic double A { get; init; }"));
        Assert.Equal("Below null and A.", Documented("/// <summary>\n/// Below <see langword=\"null\"/>\n/// and <see cref=\"X.A\"/>.\n/// </summary>\npublic double A { get; init; }"));

        static string Documented(string property)
        {
            Microsoft.CodeAnalysis.CSharp.CSharpParseOptions undocumented = new(documentationMode: DocumentationMode.None);
            SyntaxTree tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText($"class X\n{{\n{property}\n}}", undocumented, cancellationToken: TestContext.Current.CancellationToken);
            Compilation compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("X", [tree]);
            return Documentation.Summary(compilation.GetTypeByMetadataName("X")!.GetMembers("A").Single(), CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("A plain one.", "A plain one.", "")]
    [InlineData("Direct (or so) optimisation (Rafailov et al. 2023, eq. 7).", "Direct (or so) optimisation.", "Rafailov et al. 2023, eq. 7")]
    public void The_citation_of_a_summary_is_its_source(string text, string summary, string source) =>
        Assert.Equal((summary, source), Documentation.Cited(text));

    [Theory]
    [InlineData("Beta", "beta")]
    [InlineData("ClipLow", "clip-low")]
    [InlineData("MaxKL", "max-kl")]
    [InlineData("KLWeight", "kl-weight")]
    [InlineData("Lambda2", "lambda2")]
    [InlineData("Clip_Low", "clip-low")]
    public void Keys_are_kebab_case(string name, string key) => Assert.Equal(key, Kebab.Of(name));

    private static Generated Run(params string[] sources) => Generated.By(new OptionsGenerator(), "My", sources);

    private static void Unchanged(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());
}
