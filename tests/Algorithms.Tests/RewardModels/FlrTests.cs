namespace Paragon.Algorithms.Tests.RewardModels;

/// <summary>What is true of follow-up likelihood as reward.</summary>
public sealed class FlrTests
{
    private const int Categories = 2;
    private const int Replies = 3;

    [Theory]
    [InlineData(FollowUpScorer.LogLikelihood)]
    [InlineData(FollowUpScorer.FirstPositionRawLogits)]
    public void With_satisfied_and_dissatisfied_users_swapped_the_reward_changes_its_sign(FollowUpScorer scorer)
    {
        PackedBatch batch = Batch(length: 2);
        PackedBatch swapped = batch.With("follow_up", "positive", [.. batch.Column("follow_up", "positive").Select(positive => 1 - positive)]);
        Flr flr = new() { Scorer = scorer };
        Property.Agree([.. flr.Values("Reward", batch).Select(r => -r)], flr.Values("Reward", swapped));
    }

    [Fact]
    public void A_reply_s_log_likelihood_is_at_most_0() =>
        Assert.All(new Flr().Values("Score", Batch(length: 3)), score => Assert.True(score <= 0));

    [Fact]
    public void Raw_logits_are_not_normalised_a_constant_in_one_reply_s_logits_shifts_the_reward_by_its_share()
    {
        PackedBatch batch = Batch(length: 2);
        double[] logits = [.. batch.Column("follow_up_token", "first_logit").ToArray()];
        logits[0] += 6;
        logits[1] += 6;
        Flr raw = new() { Scorer = FollowUpScorer.FirstPositionRawLogits };
        double before = raw.Values("Reward", batch)[0];
        Property.Agree(before + (6.0 / (Replies * Categories)), raw.Values("Reward", batch.With("follow_up_token", "first_logit", logits))[0]);
    }

    [Fact]
    public void Of_replies_of_one_token_the_mean_over_tokens_is_the_sum()
    {
        PackedBatch batch = Batch(length: 1);
        Property.Agree(new Flr { LengthNorm = false }.Values("Reward", batch), new Flr().Values("Reward", batch));
    }

    /// <summary>Three answers; the first half of each category's replies are satisfied users'.</summary>
    private static PackedBatch Batch(int length)
    {
        const int answers = 3;
        int replies = answers * Categories * 2 * Replies;
        Random random = new(5);
        return new PackedBatchBuilder()
            .Level("completion", answers)
            .LevelOf("follow_up_category", "completion", Enumerable.Repeat(Categories, answers))
            .LevelOf("follow_up", "follow_up_category", Enumerable.Repeat(2 * Replies, answers * Categories))
            .LevelOf("follow_up_token", "follow_up", Enumerable.Repeat(length, replies))
            .Column("follow_up", "positive", Enumerable.Range(0, replies).Select(i => i % (2 * Replies) < Replies ? 1.0 : 0))
            .Column("follow_up_token", "logp", Enumerable.Range(0, replies * length).Select(_ => -3 * random.NextDouble()))
            .Column("follow_up_token", "first_logit", Enumerable.Range(0, replies * length).Select(_ => (4 * random.NextDouble()) - 2))
            .Build();
    }
}
