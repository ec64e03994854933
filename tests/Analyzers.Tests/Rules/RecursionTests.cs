using Paragon.Analyzers.Language;

namespace Paragon.Analyzers.Tests.Rules;

/// <summary>PAR103: a formula that calls itself, and not one that is handed a lambda which calls it.</summary>
public sealed class RecursionTests
{
    private const string Helper = """
        public static class Helper
        {
            public static Real Mean(Completion y, Func<Token, Real> value) => y.Tokens.Sum(value) / Max(1, y.Tokens.Count());
        }
        """;

    [Fact]
    public Task A_lambda_that_calls_the_helper_it_is_handed_to_is_no_recursion() => Markup.Silent(
        new FormulaLanguageAnalyzer(), "[Loss] private static Real Loss(Completion y) => Helper.Mean(y, t => Square(t.LogProb - Helper.Mean(t.Completion, u => u.LogProb)));", Helper);

    [Fact]
    public Task A_lambda_inside_a_formula_that_calls_that_formula_is_one() => Markup.Check(
        new FormulaLanguageAnalyzer(), """
        [Loss] private static Real Loss(Completion y) => Deep(y);
        private static Real Deep(Completion y) => Helper.Mean(y, t => [|Deep(t.Completion)|]);
        """, ["'Deep' calls itself"], Helper);

    [Fact]
    public async Task A_formula_that_hands_itself_to_a_helper_is_one()
    {
        UserProject project = UserProject.OfMembers("""
            [Loss] private static Real Loss(Token t) => Deep(t);
            private static Real Deep(Token t) => Helper.Mean(t.Completion, Deep);
            """, Helper);

        Assert.Equal("PAR103", Assert.Single(await project.Analyze(new FormulaLanguageAnalyzer())).Id);
    }
}
