using Microsoft.CodeAnalysis;
using Paragon.Generators.Formulas;

namespace Paragon.Generators.Tests.Formulas;

/// <summary>What the formula generator makes of sources, and when it makes it again.</summary>
public sealed class CompilerTests
{
    private const string Method = """
        namespace User;

        /// <summary>A method (Somebody 2024).</summary>
        [Objective("method")]
        public sealed partial record Method
        {
            public double Beta { get; init; } = 0.1;

            [Loss]
            private Real Loss(Token t) => Beta * Square(t.LogProb);
        }
        """;

    [Fact]
    public void Edit_elsewhere_leaves_the_formulas_cached()
    {
        Generated first = Generated.By(new FormulaGenerator(), "User", Method, "namespace User; public static class Other { public const int X = 1; }");
        Generated second = first.AfterEdit("const int X = 1", "const int X = 2");
        Assert.All(second.Reasons(FormulaGenerator.ReadObjectiveStep), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.All(second.OutputReasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Comment_in_the_formula_leaves_the_output_cached()
    {
        Generated second = Generated.By(new FormulaGenerator(), "User", Method).AfterEdit("private Real Loss", "private /* squared */ Real Loss");
        Assert.All(second.OutputReasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Edit_of_the_formula_writes_it_again()
    {
        Generated second = Generated.By(new FormulaGenerator(), "User", Method).AfterEdit("Square(t.LogProb)", "Abs(t.LogProb)");
        Assert.Contains(IncrementalStepRunReason.Modified, second.Reasons(FormulaGenerator.ReadObjectiveStep));
        Assert.Contains("Abs(logProb)", second.Source("User.Method.Formulas.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Edit_of_a_formula_that_is_called_writes_the_caller_again()
    {
        Generated first = Generated.By(
            new FormulaGenerator(), "User",
            Method.Replace("Square(t.LogProb)", "Shared.Of(t.LogProb)", StringComparison.Ordinal),
            "namespace User; public static class Shared { public static Real Of(Real x) => Square(x); }");
        Generated second = first.AfterEdit("=> Square(x)", "=> Tanh(x)");
        Assert.Contains("Tanh(logProb)", second.Source("User.Method.Formulas.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Edit_of_another_body_lowers_nothing_again()
    {
        Generated first = Generated.By(new FormulaGenerator(), "User", Method, "namespace User; public static class Other { public static int X() => 1; }");
        Generated second = first.AfterEdit("X() => 1", "X() => 2");
        Assert.Same(Assert.Single(first.Values(FormulaGenerator.ReadObjectiveStep)), Assert.Single(second.Values(FormulaGenerator.ReadObjectiveStep)));
    }

    [Fact]
    public void New_declaration_that_changes_what_a_body_means_is_seen()
    {
        Generated first = Generated.By(
            new FormulaGenerator(), "User",
            Method.Replace("Beta * Square(t.LogProb)", "t.LogProb * Shared.Of(2)", StringComparison.Ordinal),
            "namespace User; public static partial class Shared { public static Real Of(double x) => Square((Real)x); }",
            "namespace User; public static partial class Shared { /* here */ }");
        Generated second = first.AfterEdit("/* here */", "public static Real Of(int x) => Tanh((Real)x);");
        Assert.NotEqual(first.Source("User.Method.Formulas.g.cs"), second.Source("User.Method.Formulas.g.cs"));
    }

    [Fact]
    public void Formula_of_another_assembly_is_inlined_from_the_graph_that_its_build_wrote()
    {
        Generated library = Generated.By(new FormulaGenerator(), "Library", """
            namespace Library;

            [FormulaLibrary]
            public static partial class Shared
            {
                public static Real K3(Real d) => Exp(d) - d - 1;
                public static Real LogRatio(Completion y) => y.Tokens.Sum(t => t.LogProb - t.RefLogProb);
                public static Real Scaled(Completion y, Real factor) => factor * LogRatio(y);
            }
            """);
        Generated user = Generated.Beside(library, new FormulaGenerator(), "User", """
            using Library;

            namespace User;

            [Objective("method")]
            public sealed partial record Method
            {
                public double Beta { get; init; } = 0.1;

                [Loss]
                private Real Loss(Pair pair) => Shared.Scaled(pair.Chosen, Beta) - Shared.LogRatio(pair.Rejected);

                [Metric]
                private static Real Kl(Token t) => Shared.K3(t.RefLogProb - t.LogProb);
            }
            """);
        string source = user.Source("User.Method.Formulas.g.cs");
        Assert.Contains("completionOfToken.Sum(", source, StringComparison.Ordinal);
        Assert.Contains("Beta * ", source, StringComparison.Ordinal);
        Assert.Contains("Exp(", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_that_the_owner_determines_needs_no_join_and_one_that_it_does_not_has_one()
    {
        string source = Generated.By(new FormulaGenerator(), "User", """
            namespace User;

            [Objective("method")]
            public sealed partial record Method
            {
                [Advantage]
                private static Real Plain(Completion y) => y.Group.Completions.Mean(o => o.Reward * y.Group.Completions.Count());

                [Advantage(Into = "joined")]
                private static Real Joined(Completion y) => y.Group.Completions.Mean(o => Max(o.Reward, y.Reward));
            }
            """).Source("User.Method.Formulas.g.cs");
        string[] methods = source.Split("private Tensor JoinedOfEachCompletion");
        Assert.DoesNotContain("outer{", methods[0], StringComparison.Ordinal);
        Assert.Contains("outer{", methods[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Feature_becomes_a_function_with_its_declared_range()
    {
        Generated generated = Generated.By(new FormulaGenerator(), "User", """
            using System.ComponentModel.DataAnnotations;
            using Paragon.Training;

            namespace User;

            public static class Columns { extension(Completion y) { [Column("is_short"), Range(0, 1)] public Real IsShort => y.Read("is_short"); } }

            [Objective("method")]
            public sealed partial record Method
            {
                [Feature("is_short", 0, 1)]
                private static Feature Short(Prompt prompt, string completion) => completion.Length < 80 ? 1 : 0;

                [Reward]
                private static Real Shaped(Completion y) => y.Reward + 0.1 * y.IsShort;
            }
            """);
        string source = generated.Source("User.Method.Formulas.g.cs");
        Assert.DoesNotContain(generated.Before.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Id == "CS0592");
        Assert.Contains("new(\"is_short\", 0, 1, Short)", source, StringComparison.Ordinal);
        Assert.Contains("batch.Column(\"completion\", \"is_short\")", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Choice_between_options_computes_one_side_only()
    {
        string source = Generated.By(new FormulaGenerator(), "User", """
            namespace User;

            [Objective("method")]
            public sealed partial record Method
            {
                public double Beta { get; init; } = 0.1;

                [Loss]
                private Real Loss(Token t) => t.LogProb + (Beta == 0 ? 0 : Beta * Exp(t.RefLogProb - t.LogProb));
            }
            """).Source("User.Method.Formulas.g.cs");
        int condition = source.IndexOf("if (Beta == 0)", StringComparison.Ordinal);
        Assert.True(condition > 0 && source.IndexOf("\"ref_logp\"", StringComparison.Ordinal) > condition);
    }
}
