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

    [Theory]
    [InlineData("y.Segments.Mean(s => Sigmoid(s.Process - y.Group.Completions.Mean(o => o.Segments.Mean(z => z.Process))))", false)]
    [InlineData("y.Segments.Sum(s => Min(s.Process - 0.8, 0))", true)]
    [InlineData("y.Segments.Sum(s => s.Process - (s.IsLast ? 0 : s.Next.Process))", true)]
    public async Task What_PAR008_advises_settles_it_and_its_sentence_says_what_PAR003_will_say(string formula, bool isLine)
    {
        UserProject project = UserProject.OfMembers($"[Reward] private static Real Shaped(Completion y) => {formula};", """
            public static class Columns { extension(Segment s) { [Column("process", Learned = true)] public Real Process => s.Read("process"); } }
            """);
        string[] said = [.. (await project.Analyze(new SummedStepScores(), new UnsaturatedReward(), new UncentredReward())).Select(one => one.Id).Where(id => id != "PAR000")];
        Assert.DoesNotContain("PAR008", said);
        Assert.Equal(isLine, said.Contains("PAR003"));
        Assert.True(isLine || said.Length == 0, string.Join(' ', said));
    }

    private const string Steps = """
        public static class Columns
        {
            extension(Completion y)
            {
                [Column("accuracy"), Range(0, 1)] public Real Accuracy => y.Read("accuracy");
                [Column("passed")] public bool Passed => y.Flag("passed");
            }

            extension(Segment k)
            {
                [Column("step_score", Learned = true)] public Real StepScore => k.Read("step_score");
                [Column("judgement"), Range(0, 1)] public Real Judgement => k.Read("judgement");
                [Column("progress"), Range(0, 1)] public Real Progress => k.Read("progress");
            }
        }
        """;

    [Theory]
    [InlineData("y.Accuracy + Alpha * [|y.Segments.Sum(k => Sigmoid(k.StepScore))|]")]
    [InlineData("[|y.Segments.Sum(k => k.StepScore)|]")]
    public Task Learned_step_scores_that_are_summed_pay_for_repeating_a_step(string formula) => Markup.Check(
        new SummedStepScores(), Alpha + $"[Reward] private Real Shaped(Completion y) => {formula};", ["stepScore = ", "ten copies"], Steps);

    [Theory]
    [InlineData("y.Segments.Mean(k => k.StepScore)")]
    [InlineData("y.Segments.Sum(k => Min(Sigmoid(k.StepScore) - 1, 0))")]
    [InlineData("y.Segments.Sum(k => k.StepScore - (k.IsLast ? 0 : k.Next.StepScore))")]
    [InlineData("y.Segments.Sum(k => k.Judgement)")]
    [InlineData("y.Judges.Sum(j => j.Score)")]
    public Task Means_clipped_scores_differences_and_ensembles_do_not(string formula) => Markup.Silent(
        new SummedStepScores(), $"[Reward] private static Real Shaped(Completion y) => {formula};", Steps);

    [Fact]
    public Task Steps_that_a_failed_answer_collects_too_outweigh_the_outcome() => Markup.Check(
        new UngatedSteps(), Alpha + "[Reward] private Real Shaped(Completion y) => y.Accuracy + Alpha * [|y.Segments.Sum(k => k.Judgement)|];", ["whatever the outcome", "'accuracy' (1)"], Steps);

    [Theory]
    [InlineData("y.Accuracy + (y.Passed ? y.Segments.Sum(k => k.Judgement) : 0)")]
    [InlineData("y.Accuracy + y.Segments.Mean(k => k.Judgement)")]
    [InlineData("y.Accuracy - y.Segments.Sum(k => k.Judgement)")]
    public Task Gated_steps_means_and_costs_do_not(string formula) => Markup.Silent(
        new UngatedSteps(), $"[Reward] private static Real Shaped(Completion y) => {formula};", Steps);

    [Theory]
    [InlineData("y.Accuracy - [|Alpha * Min(1, y.Tokens.Count() / 1000)|]")]
    [InlineData("(y.Passed ? 1 : 0) + [|Alpha * Exp(-y.Tokens.Count() / 500)|]")]
    public Task Brevity_that_a_wrong_answer_is_paid_for_is_marked(string formula) => Markup.Check(
        new UngatedLength(), Alpha + $"[Reward] private Real Shaped(Completion y) => {formula};", ["whether or not the answer is right", "1 token"], Steps);

    [Theory]
    [InlineData("y.Accuracy * (1 - Alpha * Min(1, y.Tokens.Count() / 1000))")]
    [InlineData("y.Accuracy - (y.Passed ? Alpha * Min(1, y.Tokens.Count() / 1000) : 0)")]
    [InlineData("y.Accuracy + Max(-1, Min(0, (Limit - y.Tokens.Count()) / 100))")]
    [InlineData("y.Accuracy + Min(1, y.Tokens.Count() / 512)")]
    [InlineData("-Alpha * y.Tokens.Count()")]
    public Task Gated_lengths_budgets_and_lengths_alone_are_not(string formula) => Markup.Silent(
        new UngatedLength(), Alpha + $"[Range(100, 1000)] public double Limit {{ get; init; }} = 100; [Reward] private Real Shaped(Completion y) => {formula};", Steps);

    [Theory]
    [InlineData("k.IsLast ? 0 : Max(0, k.Next.Progress - k.Progress)", "")]
    [InlineData("k.IsLast ? 0 : Abs(k.Next.Progress - k.Progress)", "")]
    [InlineData("k.IsLast ? 0 : k.Next.Progress - 0.5 * k.Progress", "")]
    [InlineData("(k.IsLast ? 0 : k.Next.Progress) - k.Progress", "[Advantage] private Real Advantage(Segment k) => k.AndAfter.Discounted(Gamma, m => m.Reward);")]
    public Task Progress_that_does_not_cancel_along_the_way_is_marked(string formula, string advantage) => Markup.Check(
        new NotPotentialBased(), $"[Range(0.5, 0.9)] public double Gamma {{ get; init; }} = 0.9; [Reward] private static Real [|Shaped|](Segment k) => {formula}; {advantage}", ["'progress' of step 2"], Steps);

    [Theory]
    [InlineData("k.Judgement + (k.IsLast ? 0 : Gamma * k.Next.Progress) - k.Progress", "[Advantage] private Real Advantage(Segment k) => k.AndAfter.Discounted(Gamma, m => m.Reward);")]
    [InlineData("k.IsLast ? 0 : k.Next.Progress - k.Progress", "")]
    [InlineData("k.IsLast ? 0 : Gamma * k.Next.Progress - k.Progress", "")]
    [InlineData("k.Judgement - k.Progress", "")]
    public Task Shaping_by_a_potential_is_not(string formula, string advantage) => Markup.Silent(
        new NotPotentialBased(), $"[Range(0.5, 0.9)] public double Gamma {{ get; init; }} = 0.9; [Reward] private Real Shaped(Segment k) => {formula}; {advantage}", Steps);

    [Theory]
    [InlineData("y.Score", "")]
    [InlineData("Sigmoid(y.Score)", "[Advantage] private static Real Advantage(Completion y) => y.Reward - y.Group.Completions.Mean(o => o.Reward);")]
    public Task Reward_that_depends_on_the_scores_origin_is_not_centred(string formula, string advantage) => Markup.Check(
        new UncentredReward(), $"[Reward] private static Real [|Shaped|](Completion y) => {formula}; {advantage}", ["added to every learned score"]);

    [Theory]
    [InlineData("y.References.Mean(r => Sigmoid(y.Score - r.Score))", "")]
    [InlineData("y.Score", "[Advantage] private static Real Advantage(Completion y) => y.Reward - y.Group.Completions.Mean(o => o.Reward);")]
    [InlineData("y.Score", "[Advantage] private static Real Advantage(Completion y) => y.Reward - y.BaselineReward;")]
    [InlineData("y.Reward", "")]
    public Task Differences_and_baselines_that_are_subtracted_centre(string formula, string advantage) => Markup.Silent(
        new UncentredReward(), $"[Reward] private static Real Shaped(Completion y) => {formula}; {advantage}");

    [Theory]
    [InlineData("y.Score")]
    [InlineData("y.References.Mean(r => Sigmoid(y.Score - r.Score - 3))")]
    public Task Reward_that_is_steepest_elsewhere_or_nowhere_does_not_saturate(string formula) => Markup.Check(
        new UnsaturatedReward(), $"[Reward] private static Real [|Shaped|](Completion y) => {formula};", ["fastest at the centre"]);

    [Theory]
    [InlineData("y.References.Mean(r => Sigmoid(y.Score - r.Score))")]
    [InlineData("Tanh(y.Score)")]
    [InlineData("y.Reward")]
    public Task Sigmoids_of_scores_and_rewards_without_them_are_not_marked(string formula) => Markup.Silent(
        new UnsaturatedReward(), $"[Reward] private static Real Shaped(Completion y) => {formula};");

    private const string Alpha = "[Range(0.1, 1)] public double Alpha { get; init; } = 1; ";
}
