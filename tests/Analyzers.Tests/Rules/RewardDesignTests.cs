using Paragon.Analyzers.RewardDesign;

namespace Paragon.Analyzers.Tests.Rules;

/// <summary>PAR0xx, where no analysis of ranges or shapes is needed.</summary>
public sealed class RewardDesignTests
{
    private const string Columns = """
        public static class Columns
        {
            extension(Completion y)
            {
                [Column("clarity")] public Real Clarity => y.Read("clarity");
                [Column("fluency"), Range(0, 1)] public Real Fluency => y.Read("fluency");
                [Column("correct")] public bool IsCorrect => y.Flag("correct");
            }

            extension(Group g) { [Column("difficulty"), Range(0, 1)] public Real Difficulty => g.Read("difficulty"); }
        }
        """;

    [Fact]
    public Task Column_without_a_range_is_asked_for_one() => Markup.Check(
        new UndeclaredRange(), "[Reward] private static Real Shaped(Completion y) => 2 * [|y.Clarity|] + y.Fluency;", ["Clarity", "Shaped", "[Range(low, high)]"], Columns);

    [Fact]
    public Task Columns_with_a_range_truth_values_learned_scores_and_the_frameworks_own_are_not() => Markup.Silent(
        new UndeclaredRange(), "[Reward] private static Real Shaped(Completion y) => y.Fluency + (y.IsCorrect ? 1 : 0) + Sigmoid(y.Score) + y.Reward;", Columns);

    [Fact]
    public Task Column_of_a_helper_is_marked_where_the_reward_calls_it() => Markup.Check(
        new UndeclaredRange(), """
        namespace User;
        public static class Columns { extension(Completion y) { [Column("clarity")] public Real Clarity => y.Read("clarity"); } }
        public static class Helper { public static Real Half(Completion y) => y.Clarity / 2; }
        [Objective("method")] public sealed partial record Method { [Reward] private static Real Shaped(Completion y) => 1 + [|Helper.Half(y)|]; }
        """, ["Clarity"]);

    [Fact]
    public Task Reward_of_the_group_alone_is_the_same_for_all() => Markup.Check(
        new ConstantReward(), "[Reward] private static Real [|Shaped|](Completion y) => 1 - y.Group.Difficulty * y.Group.Completions.Mean(o => o.IsCorrect ? 1 : 0);", ["every completion of a group", "'difficulty' of the group"], Columns);

    [Fact]
    public Task Reward_of_options_alone_is_the_same_for_all() => Markup.Check(
        new ConstantReward(), "[Range(0, 1)] public double Bonus { get; init; } [Reward] private Real [|Shaped|](Token t) => Bonus / 2;", ["no column at all"]);

    [Theory]
    [InlineData("y.Fluency * y.Group.Difficulty")]
    [InlineData("Min(1, y.Tokens.Count() / 100)")]
    [InlineData("y.Group.Difficulty * (y.IsFirst ? 1 : 0)")]
    public Task Reward_that_reads_something_of_the_completion_is_not(string formula) => Markup.Silent(
        new ConstantReward(), $"[Reward] private static Real Shaped(Completion y) => {formula};", Columns);
}
