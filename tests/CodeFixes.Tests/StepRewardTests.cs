using Paragon.Analyzers.RewardDesign;
using Paragon.CodeFixes.RewardDesign;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR008, PAR009 and PAR010: step rewards and length penalties that do not pay for what nobody wants.</summary>
public sealed class StepRewardTests
{
    private static readonly FixCheck s_steps = new(new SummedStepScores(), new SumDifferences());
    private static readonly FixCheck s_length = new(new UngatedLength(), new GateLength());
    private static readonly FixCheck s_dense = new(new UngatedSteps(), new AverageSteps());

    [Theory]
    [InlineData("[|y.Segments.Sum(k => k.StepScore)|]", "y.Segments.Sum(k => k.StepScore - (k.IsLast ? 0 : k.Next.StepScore))")]
    [InlineData("y.Accuracy + [|y.Segments.Sum(k => Sigmoid(2 * k.StepScore))|] // each", "y.Accuracy + y.Segments.Sum(k => Sigmoid(2 * k.StepScore) - (k.IsLast ? 0 : Sigmoid(2 * k.Next.StepScore))) // each")]
    public Task Learned_step_scores_are_summed_as_differences(string before, string after) => Check(s_steps, before, after);

    [Theory]
    [InlineData("y.Accuracy - [|0.5 * Min(1, y.Tokens.Count() / 1000)|]", "y.Accuracy - y.Accuracy * (0.5 * Min(1, y.Tokens.Count() / 1000))")]
    [InlineData("(y.Passed ? 1 : 0) + [|Exp(-y.Tokens.Count() / 500)|] // brevity", "(y.Passed ? 1 : 0) + (y.Passed ? Exp(-y.Tokens.Count() / 500) : 0) // brevity")]
    public Task Brevity_counts_where_the_answer_is_right(string before, string after) => Check(s_length, before, after);

    [Fact]
    public async Task Where_two_columns_judge_the_answer_nobody_knows_which_one_gates() =>
        Assert.Empty(await s_length.Offers("[Reward]\nprivate static Real Shaped(Completion y) => y.Accuracy + (y.Passed ? 1 : 0) - [|Min(1, y.Tokens.Count() / 1000)|];", Columns));

    [Fact]
    public Task Steps_count_by_their_mean() => Check(s_dense, "y.Accuracy + 0.5 * [|y.Segments.Sum(k => k.Judgement)|]", "y.Accuracy + 0.5 * y.Segments.Mean(k => k.Judgement)");

    private static Task Check(FixCheck fix, string before, string after) => fix.Makes(
        $"[Reward]\nprivate static Real Shaped(Completion y) => {before}\n    ;", $"[Reward]\nprivate static Real Shaped(Completion y) => {after}\n    ;", declarations: (Columns, Columns));

    private const string Columns = """
        public static class Columns
        {
            extension(Completion y)
            {
                [Column("accuracy"), System.ComponentModel.DataAnnotations.Range(0, 1)] public Real Accuracy => y.Read("accuracy");
                [Column("passed")] public bool Passed => y.Flag("passed");
            }

            extension(Segment k)
            {
                [Column("step_score", Learned = true)] public Real StepScore => k.Read("step_score");
                [Column("judgement"), System.ComponentModel.DataAnnotations.Range(0, 1)] public Real Judgement => k.Read("judgement");
            }
        }
        """;
}
