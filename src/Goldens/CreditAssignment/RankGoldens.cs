using Paragon.Algorithms;
using Paragon.Segmentation;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`08-rank-grpo` and `08-rank-grpo-reward`.</summary>
internal static class RankGoldens
{
    public static GoldenTest Make(GoldenReader golden)
    {
        // The rewards are given, whichever variant they are of.
        TokenLayout batch = golden.Ignore("reward").Tokens(groupSize: golden.Integer("group_size"))
            .Token("logp").Token("old_logp").Token("ref_logp").Token("is_end", "eos_mask");
        int ranks = golden.Integer("ranks");
        GoldenArray items = golden.Input("seg_ids");
        RankGrpo objective = new()
        {
            Ranks = ranks,
            DividesByDeviation = golden.Flag("scale", true),
            ClipLow = golden.Number("clip_low"),
            ClipHigh = golden.Number("clip_high"),
            Beta = golden.Number("beta"),
            Aggregation = golden.Choice<RankAggregation>("agg"),
            MaxCompletionLength = golden.Number("max_completion_length", items.Shape[1]),
            ShapesLength = golden.Flag("length_shaping", false),
            EndReward = golden.Number("end_reward", 0),
            OverflowPenalty = golden.Number("overflow_penalty", 0),
            EarlyStopPenalty = golden.Number("early_stop_penalty", 0),
        };
        (PackedBatch packed, GoldenAxis axis) = WithRanks(batch, batch.Cuts(items.Select(item => Math.Min(item, ranks)), _ => ranks + 1), ranks);

        // Under ExpInf a rank's reward is its hit, whatever number that is.
        return new GoldenTest(objective, packed.With(axis, "hit", golden.Input("rank_rewards")))
            .Prepared()
            .Values("rank_adv", axis, "RankAdvantage")
            .Values("token_adv", batch.Tokens, "TokenAdvantage")
            .Loss()
            .Gradient("grad_logp", batch.Tokens, "logp");
    }

    public static GoldenTest Rewards(GoldenReader golden)
    {
        GoldenArray hits = golden.Input("hits");
        int ranks = hits.Shape[1];
        GoldenLayout layout = new(golden);
        GoldenAxis all = layout.Under(layout.Root("completion", hits.Shape[0]), "rank", GoldenArray.Filled(1, hits.Shape[0], ranks + 1));
        GoldenAxis axis = new("rank", hits.Shape, [.. all.Rows.Where((_, place) => place % (ranks + 1) < ranks)]);
        layout.Column(axis, "hit", hits).Column(all.At(ranks), "hit", GoldenArray.Filled(0, hits.Shape[0]));
        return new GoldenTest(new RankGrpo { Ranks = ranks, RewardVariant = golden.Choice<RankRewardVariant>("reward") }, layout.Batch())
            .Values("rank_rewards", axis, "RankReward");
    }

    private static (PackedBatch Batch, GoldenAxis Ranks) WithRanks(TokenLayout batch, SegmentCut[] cuts, int ranks) => (
        new SegmentedLevel("rank", new RankSegmenter(ranks)) { Across = "slot" }.Add(batch.Batch(), cuts),
        batch.Segments("rank", cuts, ranks));
}
