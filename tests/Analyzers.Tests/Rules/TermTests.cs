using Paragon.Analyzers.RewardDesign;

namespace Paragon.Analyzers.Tests.Rules;

/// <summary>PAR005 to PAR007: the terms that a reward is a sum of.</summary>
public sealed class TermTests
{
    private const string Columns = """
        public static class Columns
        {
            extension(Completion y)
            {
                [Column("accuracy"), Range(0, 1)] public Real Accuracy => y.Read("accuracy");
                [Column("outcome"), Range(-1, 1)] public Real Outcome => y.Read("outcome");
                [Column("style"), Range(0, 1)] public Real Style => y.Read("style");
                [Column("passed")] public bool Passed => y.Flag("passed");
                [Column("mistakes"), Range(0, double.PositiveInfinity)] public Real Mistakes => y.Read("mistakes");
            }
        }
        """;

    private const string Alpha = "[Range(0.1, 1)] public double Alpha { get; init; } = 1; ";

    [Theory]
    [InlineData("y.Accuracy + [|Min(0, (4096 - y.Tokens.Count()) / 1024)|]")]
    [InlineData("y.Accuracy - [|Max(0, y.Tokens.Count() - 100) / 50|]")]
    [InlineData("y.Accuracy - [|Alpha * y.Mistakes|]")]
    [InlineData("y.Accuracy - [|Square(y.Mistakes)|]")]
    [InlineData("y.Accuracy - ([|y.Mistakes * y.Mistakes|] + y.Mistakes)")]
    public Task Penalty_that_falls_without_end_has_no_floor(string formula) => Markup.Check(
        new UnflooredPenalty(), Alpha + $"[Reward] private Real Shaped(Completion y) => {formula};", ["has no floor", "grows without end", "Max(-1, penalty)"], Columns);

    [Theory]
    [InlineData("y.Accuracy + Max(-1, Min(0, (4096 - y.Tokens.Count()) / 1024))")]
    [InlineData("y.Accuracy - Min(1, Max(0, y.Tokens.Count() - 100) / 50)")]
    [InlineData("y.Accuracy - Alpha * y.Style")]
    [InlineData("y.Accuracy + y.Mistakes")]
    [InlineData("y.Accuracy - Softplus(y.Score)")]
    [InlineData("y.Accuracy - y.Mistakes")]
    public Task Floors_bonuses_learned_scores_and_columns_as_they_are_are_not(string formula) => Markup.Silent(
        new UnflooredPenalty(), Alpha + $"[Reward] private Real Shaped(Completion y) => {formula};", Columns);

    [Theory]
    [InlineData("y.Outcome - Min(1, y.Tokens.Count() / 1000) * [|y.Group.Completions.Mean(o => o.Outcome)|]")]
    [InlineData("y.Accuracy + [|y.Outcome|] * y.Style")]
    [InlineData("y.Accuracy + ([|y.Style - 0.5|]) * y.Accuracy")]
    public Task Factor_that_can_be_negative_turns_what_it_scales(string formula) => Markup.Check(
        new FlippedSign(), $"[Reward] private static Real Shaped(Completion y) => {formula};", ["counts the other way", "Max(0, factor)"], Columns);

    [Theory]
    [InlineData("y.Outcome - Min(1, y.Tokens.Count() / 1000) * y.Group.Completions.Mean(o => (1 + o.Outcome) / 2)")]
    [InlineData("y.Accuracy + Max(0, y.Outcome) * y.Style")]
    [InlineData("y.Outcome * y.Group.Completions.Mean(o => o.Outcome)")]
    [InlineData("(y.Passed ? 1 : -1) * Alpha")]
    [InlineData("y.Accuracy * y.Style")]
    public Task Factors_of_one_sign_and_products_of_two_signed_values_do_not(string formula) => Markup.Silent(
        new FlippedSign(), Alpha + $"[Reward] private Real Shaped(Completion y) => {formula};", Columns);

    [Theory]
    [InlineData("[|100 * y.Style|] + y.Accuracy", "100 times less")]
    [InlineData("[|30 * (y.Style - y.Accuracy)|] - y.Accuracy", "60 times less")]
    [InlineData("(y.Passed ? 1 : 0) + [|500 * y.Style * y.Style|]", "500 times less")]
    public Task Term_that_is_many_times_as_wide_drowns_another(string formula, string words) => Markup.Check(
        new DrownedTerm(), $"[Reward] private static Real Shaped(Completion y) => {formula};", ["spans", words], Columns);

    [Theory]
    [InlineData("0.5 * y.Style + y.Accuracy")]
    [InlineData("10 * y.Style + y.Accuracy")]
    [InlineData("100 * y.Style")]
    [InlineData("100 * Alpha * y.Style + y.Accuracy")]
    [InlineData("60 * (y.Style * (1 - y.Style)) + y.Accuracy")]
    public Task Comparable_terms_weights_that_are_options_and_terms_that_only_look_wide_do_not(string formula) => Markup.Silent(
        new DrownedTerm(), Alpha + $"[Reward] private Real Shaped(Completion y) => {formula};", Columns);
}
