using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Language;
using Paragon.Generators.Formulas;

namespace Paragon.Generators.Tests.Formulas;

/// <summary>What the language does not have is refused where it stands, with what to write instead.</summary>
public sealed class RefusalTests
{
    // Each row: the rule, words of the sentence, and members of a record; [| |] marks where the squiggle belongs.
    public static TheoryData<string, string, string> Refused => new()
    {
        { "PAR101", "A loop", "[Loss] private Real Loss(Token t) { [|for (int i = 0; i < 3; i++) { }|] return 0; }" },
        { "PAR101", "A loop", "[Loss] private Real Loss(Completion y) { [|foreach (int i in new int[0]) { }|] return 0; }" },
        { "PAR101", "A loop", "[Loss] private Real Loss(Completion y) { [|while (Beta > 1) { }|] return 0; }" },
        { "PAR101", "An exception", "[Loss] private Real Loss(Token t) { [|throw new Exception();|] }" },
        { "PAR101", "An exception", "[Loss] private Real Loss(Token t) { [|try { return 0; } finally { }|] }" },
        { "PAR101", "A new object", "[Loss] private Real Loss(Token t) => [|new Real(1)|];" },
        { "PAR101", "'%' differs", "[Loss] private Real Loss(Token t) => [|Beta % 2|];" },
        { "PAR101", "drops digits", "[Loss] private Real Loss(Token t) => [|(int)Beta|];" },
        { "PAR101", "drops the remainder", "[Loss] private Real Loss(Token t) => [|Count / 2|];" },
        { "PAR101", "An index", "[Loss] private Real Loss(Token t) => [|new double[] { 1 }[0]|];" },
        { "PAR101", "A tuple", "[Loss] private Real Loss(Token t) { var pair = [|(1.0, 2.0)|]; return 0; }" },
        { "PAR101", "A switch statement", "[Loss] private Real Loss(Token t) { [|switch (Count) { default: return 0; }|] }" },
        { "PAR101", "no last arm", "[Loss] private Real Loss(Token t) => [|Count switch { 1 => 0.5, 2 => 1.5 }|];" },
        { "PAR101", "A 'when' in a switch", "[Loss] private Real Loss(Token t) => Count switch { 1 when [|Beta > 1|] => 0.5, _ => 1.5 };" },
        { "PAR101", "A string", "[Loss] private Real Loss(Token t) { var text = [|\"a\"|]; return 0; }" },
        { "PAR101", "may change while the formula runs", "private double _scale = 2; [Loss] private Real Loss(Token t) => [|_scale|] * t.LogProb;" },
        { "PAR101", "is no option", "public double Fixed { get; } = 3; [Loss] private Real Loss(Token t) => [|Fixed|];" },
        { "PAR101", "is no column, link or set", "[Loss] private Real Loss(Token t) => [|t.Mine|];" },
        { "PAR102", "Math.Cbrt is not", "[Loss] private Real Loss(Token t) => [|Math.Cbrt(Beta)|];" },
        { "PAR102", "is no formula", "[Loss] private Real Loss(Token t) => [|Random.Shared.NextDouble()|];" },
        { "PAR102", "no graph of it", "[Loss] private Real Loss(Token t) => [|Convert.ToDouble(Beta)|];" },
        { "PAR103", "calls itself", "[Loss] private Real Loss(Token t) => t.IsLast ? 0 : Again(t.Next); private static Real Again(Token t) => t.IsLast ? 0 : [|Again(t.Next)|];" },
        { "PAR104", "Ask IsLast first", "[Loss] private Real Loss(Token t) => [|t.Next.LogProb|];" },
        { "PAR104", "Ask IsFirst first", "[Loss] private Real Loss(Token t) => t.IsFirst ? [|t.Previous.LogProb|] : 0;" },
        { "PAR104", "Ask Exists first", "[Loss] private Real Loss(Token t) => [|t.Segment.Reward|] + t.LogProb;" },
        { "PAR105", "reads double, int, bool and enum", "public string Kind { get; init; } = \"\"; [Loss] private Real Loss(Token t) => [|Kind|].Length;" },
        { "PAR106", "must take one level", "[Loss] private Real [|Loss|](Real x) => x;" },
        { "PAR106", "must take one level", "[Loss] private Real [|Loss|](Token t, Token u) => 0;" },
        { "PAR106", "a formula returns Real", "[Loss] private double [|Loss|](Token t) => 0;" },
        { "PAR101", "A pattern", "[Loss] private Real Loss(Completion y) => [|y.Reward is var r|] ? 1 : 0;" },
        { "PAR106", "The range of 'IsShort' is empty", "[Feature(\"short\", 1, 0)] private static Paragon.Training.Feature [|IsShort|](Paragon.Training.Prompt prompt, string completion) => 1; [Loss] private Real Loss(Token t) => t.LogProb;" },
        { "PAR106", "must be static", "[Feature(\"short\", 0, 1)] private Real [|IsShort|](Token t) => 1; [Loss] private Real Loss(Token t) => t.LogProb;" },
        { "PAR107", "may use its own element only", "[Loss] private Real Loss(Completion y) => [|y.Group.Completions.Rank(o => o.Reward * y.Reward, at: y)|];" },
        { "PAR108", "must be the same for all elements of one parent", "[Advantage] private Real A(Token t) => [|t.AndAfter.Discounted(t.Reward, u => u.Reward)|];" },
        { "PAR109", "has one value", "[Loss] private Real Loss(Token t) { Real x = 1; [|x = 2|]; return x; }" },
        { "PAR109", "has one value", "[Loss] private Real Loss(Token t) { double x = 1; [|x++|]; return x; }" },
        { "PAR109", "has no value where it is declared", "[Loss] private Real Loss(Token t) { Real [|x|]; return 0; }" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Construct_is_refused_where_it_stands_with_what_to_write_instead(string rule, string words, string members)
    {
        string source = Source(members, out (int Start, int End) marked);
        Diagnostic only = Assert.Single(await Complaints(source));
        Assert.Equal(rule, only.Id);
        Assert.Contains(words, only.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(source[marked.Start..marked.End].TrimEnd(';'), source[only.Location.SourceSpan.Start..only.Location.SourceSpan.End].TrimEnd(';'));
    }

    [Fact]
    public void Refused_formula_has_no_generated_code_and_the_others_have()
    {
        Generated run = Generated.By(new FormulaGenerator(), "User", Source("[Loss] private Real Bad(Token t) => t.Next.LogProb; [Loss] private Real Good(Token t) => t.LogProb;", out _));
        string source = run.Source("User.Method.Formulas.g.cs");
        Assert.Contains("GoodOfEachToken", source, StringComparison.Ordinal);
        Assert.DoesNotContain("BadOfEachToken", source, StringComparison.Ordinal);
    }

    private static string Source(string members, out (int Start, int End) marked)
    {
        string source = $$"""
            namespace User;

            public static class Extra { extension(Token t) { public Real Mine => 1; } }

            [Objective("method")]
            public sealed partial record Method
            {
                public double Beta { get; init; } = 0.1;
                public int Count { get; init; } = 3;
                {{members}}
            }
            """;
        int start = source.IndexOf("[|", StringComparison.Ordinal);
        int end = source.IndexOf("|]", StringComparison.Ordinal);
        marked = (start, end - 2);
        return source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
    }

    private static async Task<ImmutableArray<Diagnostic>> Complaints(string source)
    {
        CSharpCompilation compilation = Generated.By(new FormulaGenerator(), "User", source).Before;
        return await compilation.WithAnalyzers([new FormulaLanguageAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }
}
