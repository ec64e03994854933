using CsCheck;

namespace Paragon.Algorithms.Tests.Shaping;

/// <summary>What is true of refined process rewards, for any scores in [0, 1].</summary>
public sealed class ClipDeltaTests
{
    private const double Eta = 0.7;
    private const double Alpha = 0.5;

    [Fact]
    public void Clipped_steps_lie_between_minus_the_threshold_and_0() => Check(scores =>
        Assert.All(Steps(ProcessRefinement.Clip, scores), r => Assert.InRange(r, -Eta, 0)));

    [Fact]
    public void Repeating_a_step_raises_the_sum_of_raw_process_rewards_and_no_refined_one() => Check(scores =>
    {
        double[] repeated = [scores[0], .. scores];
        Assert.True(Steps(ProcessRefinement.None, repeated).Sum() >= Steps(ProcessRefinement.None, scores).Sum());
        Assert.True(Steps(ProcessRefinement.Clip, repeated).Sum() <= Steps(ProcessRefinement.Clip, scores).Sum() + 1e-12);
        if (scores.Length > 1)
        {
            Property.Agree(Steps(ProcessRefinement.Delta, scores).Sum(), Steps(ProcessRefinement.Delta, repeated).Sum());
        }
    });

    [Fact]
    public void A_threshold_above_all_scores_is_a_shift_and_one_below_all_is_no_reward() => Check(scores =>
    {
        Property.Agree([.. scores.Select(r => r - 1)], Steps(ProcessRefinement.Clip, scores, 1));
        Property.Agree(new double[scores.Length], Steps(ProcessRefinement.Clip, scores, 0));
    });

    [Fact]
    public void Deltas_add_up_to_the_first_score_whatever_the_number_of_steps() => Check(scores =>
        Property.Agree(scores.Length == 1 ? 0 : scores[0], Steps(ProcessRefinement.Delta, scores).Sum()));

    [Fact]
    public void Clipped_deltas_add_up_to_what_the_first_score_lacks() => Check(scores =>
        Property.Agree(scores.Length == 1 ? 0 : Math.Min(scores[0] - Eta, 0), Steps(ProcessRefinement.ClipThenDelta, scores).Sum()));

    [Fact]
    public void With_delta_a_step_s_return_is_its_own_score_and_the_outcome() => Check(scores =>
        Property.Agree([.. scores.SkipLast(1).Select(x => (Alpha * x) + 1), 1], Of(ProcessRefinement.Delta).Values("ReturnFromStep", Batch(scores))));

    [Fact]
    public void A_constant_added_to_all_scores_reaches_the_last_step_but_one_alone() => Check(scores =>
    {
        double[] shifted = Steps(ProcessRefinement.Delta, [.. scores.Select(x => x - 0.2)]);
        double[] own = Steps(ProcessRefinement.Delta, scores);
        Property.Agree([.. own.Select((r, k) => k == own.Length - 2 ? r - 0.2 : r)], shifted);
    });

    [Fact]
    public void What_tokens_receive_adds_up_to_the_steps_and_the_outcome() => Check(scores =>
        Property.Agree((Alpha * Steps(ProcessRefinement.Clip, scores).Sum()) + 1, Of(ProcessRefinement.Clip).Values("Shaped", Batch(scores)).Sum()));

    private static void Check(Action<double[]> claim) => Gen.Double[0, 1].Array[1, 6].Check(claim, iter: 40);

    private static ClipDelta Of(ProcessRefinement refinement, double threshold = Eta) => new() { Refinement = refinement, Threshold = threshold, Alpha = Alpha, Beta = 0 };

    private static double[] Steps(ProcessRefinement refinement, double[] scores, double threshold = Eta) => Of(refinement, threshold).Values("StepReward", Batch(scores));

    /// <summary>A right answer whose steps have two tokens each, and one token after the last.</summary>
    private static PackedBatch Batch(double[] scores)
    {
        int tokens = (2 * scores.Length) + 1;
        return new PackedBatchBuilder()
            .Level("completion", 1)
            .LevelOf("segment", "completion", [scores.Length])
            .LevelOf("token", "completion", [tokens])
            .Link("token", "segment", "segment", [.. Enumerable.Range(0, tokens).Select(t => t == tokens - 1 ? -1 : t / 2)])
            .Column("segment", "process_reward", scores)
            .Column("completion", "reward", [1])
            .Build();
    }
}
