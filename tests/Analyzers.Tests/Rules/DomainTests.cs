using Paragon.Analyzers.Numerics;

namespace Paragon.Analyzers.Tests.Rules;

/// <summary>PAR201 to PAR204: operations that some declared input takes out of their domain, and what guards them.</summary>
public sealed class DomainTests
{
    private const string Columns = """
        public static class Columns
        {
            extension(Completion y)
            {
                [Column("accuracy"), Range(0, 1)] public Real Accuracy => y.Read("accuracy");
                [Column("chance"), Range(0.05, 0.95)] public Real Chance => y.Read("chance");
                [Column("gap"), Range(-1, 1)] public Real Gap => y.Read("gap");
                [Column("tiny"), Range(0, 0.001)] public Real Tiny => y.Read("tiny");
            }
        }
        """;

    [Theory]
    [InlineData("[|y.Accuracy / y.Gap|]", "divides by 0")]
    [InlineData("[|y.Accuracy / (y.Accuracy - y.Group.Completions.Mean(o => o.Accuracy))|]", "divides by 0")]
    [InlineData("[|(y.Accuracy - y.Group.Completions.Mean(o => o.Accuracy)) / y.Group.Completions.PopulationStd(o => o.Accuracy)|]", "elements that are all equal")]
    public Task Divisor_that_can_be_0_is_marked_with_a_batch_where_it_is(string formula, string words) => Markup.Check(
        new DivisionByZero(), Reward(formula), [words, "+ 1e-6"], Columns);

    [Theory]
    [InlineData("y.Accuracy / y.Chance")]
    [InlineData("y.Accuracy / (Abs(y.Gap) + 1e-6)")]
    [InlineData("y.Gap == 0 ? 0 : y.Accuracy / y.Gap")]
    [InlineData("y.Gap > 0 ? y.Accuracy / y.Gap : 1")]
    [InlineData("y.Accuracy / (y.Gap * y.Gap - y.Gap + 1)")]
    [InlineData("y.Accuracy / y.Tokens.Count()")]
    [InlineData("(y.Accuracy - y.Group.Completions.Mean(o => o.Accuracy)) / (y.Group.Completions.PopulationStd(o => o.Accuracy) + 1e-4)")]
    public Task Divisors_that_are_guarded_or_stay_away_are_not(string formula) => Markup.Silent(new DivisionByZero(), Reward(formula), Columns);

    [Theory]
    [InlineData("[|Log(y.Accuracy)|]", "takes the logarithm")]
    [InlineData("[|Sqrt(y.Gap)|]", "takes the root of a number below 0")]
    [InlineData("[|Pow(y.Gap, 0.5)|]", "takes a power that is undefined")]
    [InlineData("[|LogOnePlus(y.Gap)|]", "log(1 + x)")]
    public Task Logarithms_roots_and_powers_outside_their_domain_are_marked(string formula, string words) => Markup.Check(
        new UndefinedRoot(), Reward(formula), [words], Columns);

    [Theory]
    [InlineData("Log(y.Chance)")]
    [InlineData("Log(Max(y.Accuracy, 0.01))")]
    [InlineData("y.Accuracy > 0 ? Log(y.Accuracy) : 0")]
    [InlineData("Sqrt(y.Accuracy)")]
    [InlineData("Sqrt(Square(y.Gap))")]
    [InlineData("Sqrt(0.25 - y.Accuracy * (1 - y.Accuracy) + 1e-6)")]
    [InlineData("Pow(y.Gap, 2)")]
    public Task Arguments_that_stay_inside_are_not(string formula) => Markup.Silent(new UndefinedRoot(), Reward(formula), Columns);

    [Theory]
    [InlineData("[|Exp(y.Score)|]")]
    [InlineData("[|Exp(100 * y.Accuracy)|]")]
    [InlineData("[|Exp(y.Tokens.Sum(t => t.LogProb - t.OldLogProb))|]")]
    public Task Exponential_beyond_float32_is_marked(string formula) => Markup.Check(
        new OverflowingExponential(), Reward(formula), ["overflows float32", "Clamp"], Columns);

    [Theory]
    [InlineData("Exp(y.Accuracy)")]
    [InlineData("Exp(Clamp(y.Score, -20, 20))")]
    [InlineData("Exp(-Abs(y.Score))")]
    [InlineData("y.Tokens.Mean(t => Exp(t.LogProb - t.OldLogProb))")]
    public Task Exponents_with_a_bound_and_ratios_of_policies_are_not(string formula) => Markup.Silent(new OverflowingExponential(), Reward(formula), Columns);

    [Theory]
    [InlineData("y.Accuracy / ([|y.Tiny + 0.01|])", "is at most 0.001")]
    [InlineData("Log([|y.Tiny + 0.001|])", "and 0.001 is added")]
    public Task Guard_that_is_as_large_as_what_it_guards_is_marked(string formula, string words) => Markup.Check(
        new DominatingGuard(), Reward(formula), ["decides the result", words], Columns);

    [Theory]
    [InlineData("y.Accuracy / (y.Tiny + 1e-8)")]
    [InlineData("y.Accuracy / (y.Accuracy + 0.01)")]
    [InlineData("y.Accuracy / (y.Accuracy + 1)")]
    public Task Guards_far_below_and_numbers_of_the_formula_are_not(string formula) => Markup.Silent(new DominatingGuard(), Reward(formula), Columns);

    private static string Reward(string formula) => $"[Reward] private static Real Shaped(Completion y) => {formula};";
}
