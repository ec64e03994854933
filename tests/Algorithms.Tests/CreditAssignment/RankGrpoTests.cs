using Paragon.Segmentation;

namespace Paragon.Algorithms.Tests.CreditAssignment;

/// <summary>The identities of Rank-GRPO, and which items hit.</summary>
public sealed class RankGrpoTests
{
    private const int Ranks = 3;

    private static readonly RankGrpo _decay = new() { Ranks = Ranks, RewardVariant = RankRewardVariant.LogDecay };

    [Fact]
    public void The_decayed_reward_of_the_first_rank_is_the_discounted_cumulative_gain() => CreditSample.Holds(batch =>
    {
        PackedBatch lists = Lists(batch);
        double[] hits = lists.Column("rank", "hit");
        double[] rewards = _decay.Values("RankReward", lists);
        for (int y = 0; y < batch.Rows("completion"); y++)
        {
            int first = y * (Ranks + 1);
            Property.Agree(Enumerable.Range(1, Ranks).Sum(k => hits[first + k - 1] / Math.Log2(k + 1)), rewards[first]);
            for (int k = 1; k < Ranks; k++)
            {
                Property.Agree(hits[first + k - 1] / Math.Log2(k + 1), rewards[first + k - 1] - rewards[first + k]);
            }
        }
    });

    [Fact]
    public void A_decayed_reward_does_not_see_the_ranks_above() => CreditSample.Holds(batch =>
    {
        PackedBatch lists = Lists(batch);
        double[] other = [.. lists.Column("rank", "hit").Select((hit, row) => row % (Ranks + 1) == 0 ? 1 - hit : hit)];
        double[] before = _decay.Values("RankReward", lists);
        double[] after = _decay.Values("RankReward", lists.With("rank", "hit", other));
        Assert.All(Enumerable.Range(0, before.Length).Where(row => row % (Ranks + 1) > 0), row => Property.Agree(before[row], after[row]));
    });

    [Fact]
    public void Advantages_of_a_rank_add_up_to_0_and_do_not_see_a_shift_of_its_rewards() => CreditSample.Holds(batch =>
    {
        RankGrpo objective = new() { Ranks = Ranks };
        PackedBatch lists = Lists(batch).Copied("rank", "hit", "reward");
        double[] advantages = objective.Values("RankAdvantage", lists);
        PackedLink slot = lists.Link("rank", "slot");
        Assert.All(Enumerable.Range(0, lists.Rows("slot")), s => Property.Agree(0, slot.Sources(s).Sum(k => advantages[k])));
        double[] shifted = [.. lists.Column("rank", "reward").Select((reward, k) => reward + (3 * slot.Target(k)))];
        Property.Agree(advantages, objective.Values("RankAdvantage", lists.With("rank", "reward", shifted)), 1e-7);
    });

    [Fact]
    public void One_rank_with_all_tokens_is_gspo() => CreditSample.Holds(batch =>
    {
        PackedBatch whole = batch.Cut(new SegmentedLevel("rank", new Whole()) { Across = "slot" }).Filled("token", "is_end", 0).Filled("token", "importance_weight", 1);
        double[] advantages = batch.Column("completion", "reward");
        whole = whole.With("rank", "advantage", [.. advantages.SelectMany(advantage => new[] { advantage, 0 })]).With("token", "advantage", [.. batch.CompletionOfToken().Select(y => advantages[y])]);
        RankGrpo ranks = new() { Ranks = 1, Beta = 0, ClipLow = 0.1, ClipHigh = 0.2 };
        Gspo gspo = new() { ClipLow = 0.1, ClipHigh = 0.2 };
        Property.Agree(gspo.Loss(whole), ranks.Loss(whole));
        Property.Agree(gspo.Gradient(whole), ranks.Gradient(whole));
    });

    [Fact]
    public void One_rank_of_one_token_is_the_clipped_loss_of_the_token() => CreditSample.Holds(batch =>
    {
        PackedBatch single = batch.Cut(new SegmentedLevel("rank", new EveryToken()) { Across = "slot" }).Filled("token", "is_end", 0).Filled("token", "importance_weight", 1);
        double[] advantages = batch.Column("token", "reward");
        single = single.With("token", "advantage", advantages).Filled("rank", "advantage", 0);
        RankGrpo ranks = new() { Ranks = 20, Beta = 0, Aggregation = RankAggregation.Bnpo, ClipLow = 0.2, ClipHigh = 0.2 };
        PpoPolicy ppo = new() { DualClip = double.PositiveInfinity };
        Property.Agree(ppo.Loss(single), ranks.Loss(single));
        Property.Agree(ppo.Gradient(single), ranks.Gradient(single));
    });

    [Theory]
    [InlineData(RankAggregation.Bnpo)]
    [InlineData(RankAggregation.Grpo)]
    [InlineData(RankAggregation.DrGrpo)]
    [InlineData(RankAggregation.RankMean)]
    public void Lists_that_are_all_equally_good_teach_nothing(RankAggregation aggregation) => CreditSample.Holds(batch =>
    {
        RankGrpo objective = new() { Ranks = Ranks, Beta = 0, Aggregation = aggregation };
        PackedBatch equal = objective.Prepared(Lists(batch).Filled("rank", "hit", 1));
        Assert.Equal(0, objective.Loss(equal));
        Assert.All(objective.Gradient(equal), slope => Assert.Equal(0, slope));
    });

    [Theory]
    [InlineData("heat (1995)|alien (1979)", "Heat (1995)|Alien (1979)", "11")]
    [InlineData("Heat (1995)|Heat (1995)", "Heat (1995)|Alien (1979)", "10")]
    [InlineData("  The   Thing (1982) |Up", "the thing (1983)|up (2009)", "11")]
    [InlineData("Solaris (2002)|Solaris (1972)", "Solaris (1972)", "01")]
    [InlineData("King Kong (1976)|King Kong (1976)", "King Kong (1975)|King Kong (1977)", "11")]
    [InlineData("|Heat (1998)", "Heat (1995)", "00")]
    public void An_item_hits_where_it_matches_a_title_that_no_rank_above_has_taken(string items, string wanted, string hits) =>
        Assert.Equal(hits, string.Concat(RankRelevance.Hits(items.Split('|'), wanted.Split('|')).Select(hit => hit ? '1' : '0')));

    [Fact]
    public void Titles_that_were_seen_or_do_not_exist_never_hit() =>
        Assert.Equal([false, true, false], RankRelevance.Hits(["Heat", "Alien", "Up"], ["Heat", "Alien", "Up"], seen: ["heat"], catalogue: ["Heat", "Alien"]));

    private static PackedBatch Lists(PackedBatch batch)
    {
        PackedBatch lists = batch.Cut(new SegmentedLevel("rank", new RankSegmenter(Ranks)) { Across = "slot" });
        double[] ends = new double[batch.Rows("token")];
        Assert.All(Enumerable.Range(0, batch.Rows("completion")), y => ends[batch.Tokens(y)[^1]] = y % 2);
        return lists.With("token", "is_end", ends)
            .With("rank", "hit", [.. Enumerable.Range(0, lists.Rows("rank")).Select(row => row % (Ranks + 1) < Ranks && row * 7 % 5 < 2 ? 1.0 : 0.0)]);
    }

    private sealed class Whole : ISegmenter
    {
        public SegmentCut Cut(CompletionTokens completion, Random chance) => new(new int[completion.Count], 2);
    }

    private sealed class EveryToken : ISegmenter
    {
        public SegmentCut Cut(CompletionTokens completion, Random chance) => new([.. Enumerable.Range(0, completion.Count)], 21);
    }
}
