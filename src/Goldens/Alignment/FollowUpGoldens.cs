using Paragon.Algorithms;
using Paragon.Testing;
using Paragon.Training;

namespace Paragon.Goldens;

/// <summary>`15-flr`: scores of replies from logits, rewards of the answers, and DPO on the pair that is mined with them.</summary>
internal static class FollowUpGoldens
{
    public static GoldenAdapter Flr { get; } = new("FLR follow-up likelihood as reward", golden =>
    {
        GoldenArray positive = golden.Input("logits_pos");
        (int answers, int categories) = (positive.Shape[0], positive.Shape[1]);
        (int satisfied, int dissatisfied) = (positive.Shape[2], golden.Input("logits_neg").Shape[2]);
        GoldenLayout layout = new(golden);
        GoldenAxis completions = layout.Root("completion", answers);
        GoldenAxis ofCategories = layout.Under(completions, "follow_up_category", GoldenArray.Filled(1, answers, categories));
        GoldenAxis replies = layout.Under(ofCategories, "follow_up", GoldenArray.Filled(1, answers, categories, satisfied + dissatisfied));
        Replies both = new(golden, replies.Shape, satisfied);
        GoldenAxis tokens = layout.Under(replies, "follow_up_token", both.Each((reply, j) => reply.Mask(j)));
        layout
            .Column(replies, "positive", new GoldenArray([.. Enumerable.Range(0, replies.Rows.Length).Select(place => place % replies.Shape[2] < satisfied ? 1.0 : 0.0)], replies.Shape))
            .Column(tokens, "logp", both.Each((reply, j) => reply.LogProb(j)))
            .Column(tokens, "first_logit", both.Each((reply, j) => reply.FirstLogit(j)));
        Flr objective = new()
        {
            Scorer = golden.Expect("scorer", "loglik", "first_position_raw_logits").Text("scorer", "loglik") == "loglik" ? FollowUpScorer.LogLikelihood : FollowUpScorer.FirstPositionRawLogits,
            LengthNorm = golden.Flag("length_normalize", true),
        };
        MinedPair mined = new(golden, new Dpo { Beta = golden.Number("beta") });
        return new GoldenTest(objective, layout.Batch())
            .Values("reward", completions, "Reward")
            .Values("category_score", ofCategories, "CategoryScore")
            .From("follow_up_score_pos", run => both.Of(replies.Unpack(run.Values("Score")), 0, satisfied))
            .From("follow_up_score_neg", run => both.Of(replies.Unpack(run.Values("Score")), satisfied, dissatisfied))
            .From("chosen_index", run => GoldenArray.Scalar(mined.Of(run).Chosen))
            .From("rejected_index", run => GoldenArray.Scalar(mined.Of(run).Rejected))
            .From("dpo_loss", run => GoldenArray.Scalar(mined.Loss(run).Value))
            .From("grad_logp", run => mined.Loss(run).Gradient is { } gradient ? GoldenArray.Vector(gradient[new ColumnName("token", "logp")]) : null);
    });

    /// <summary>The replies of satisfied users and after them those of dissatisfied ones, of every answer and category.</summary>
    private sealed class Replies(GoldenReader golden, int[] shape, int satisfied)
    {
        private readonly Side _positive = new(golden, "pos");
        private readonly Side _negative = new(golden, "neg");

        /// <summary>A value of each token, [C, K, N, L] with both sides along N.</summary>
        public GoldenArray Each(Func<Reply, int, double> value)
        {
            int length = Math.Max(_positive.Length, _negative.Length);
            GoldenArray values = GoldenArray.Filled(0, [.. shape, length]);
            for (int place = 0; place < values.Values.Length / length; place++)
            {
                (int outer, int reply) = (place / shape[2], place % shape[2]);
                Side side = reply < satisfied ? _positive : _negative;
                for (int j = 0; j < side.Length; j++)
                {
                    values.Values[(place * length) + j] = value(new Reply(side, outer, reply < satisfied ? reply : reply - satisfied, shape[1]), j);
                }
            }

            return values;
        }

        /// <summary>A range of the replies of each answer and category.</summary>
        public GoldenArray Of(GoldenArray each, int first, int count) =>
            new([.. each.Values.Where((_, place) => place % shape[2] >= first && place % shape[2] < first + count)], [shape[0], shape[1], count]);
    }

    private sealed class Side(GoldenReader golden, string name)
    {
        public GoldenArray Logits { get; } = golden.Input($"logits_{name}");

        public GoldenArray Tokens { get; } = golden.Input($"tokens_{name}");

        public GoldenArray Mask { get; } = golden.Input($"mask_{name}");

        public int Length => Tokens.Shape[^1];
    }

    /// <summary>One reply after one answer.</summary>
    private readonly struct Reply(Side side, int outer, int index, int categories)
    {
        // Tokens and masks are the same after every answer.
        private readonly int _text = (((outer % categories) * side.Tokens.Shape[1]) + index) * side.Length;
        private readonly int _logits = ((outer * side.Tokens.Shape[1]) + index) * side.Length;

        public double Mask(int j) => side.Mask.Values[_text + j];

        public double LogProb(int j) => Mask(j) == 0 ? 0 : Softmax.Log(Row(j))[Token(j)];

        public double FirstLogit(int j) => Mask(j) == 0 ? 0 : Row(0)[Token(j)];

        private int Token(int j) => (int)side.Tokens.Values[_text + j];

        private ReadOnlySpan<double> Row(int j) => side.Logits.Values.AsSpan((_logits + j) * side.Logits.Shape[^1], side.Logits.Shape[^1]);
    }

    /// <summary>The best and the worst answer as a pair of one-token completions.</summary>
    private sealed class MinedPair(GoldenReader golden, IObjective objective)
    {
        private readonly GoldenArray _logp = golden.Input("logp");
        private readonly GoldenArray _reference = golden.Input("logp_ref");

        public BestAndWorst Of(GoldenRun run) => BestAndWorst.Of(run.Values("Reward"))
            ?? throw new GoldenException($"{golden.Case.Where}: all answers have the same reward, so no pair is mined.");

        public LossValue Loss(GoldenRun run)
        {
            BestAndWorst mined = Of(run);
            int count = _logp.Values.Length;
            return run.Backend.Loss(objective, new PackedBatchBuilder()
                .Level("pair", 1)
                .Level("completion", count)
                .LevelOf("token", "completion", Enumerable.Repeat(1, count))
                .Link("pair", "chosen", "completion", [mined.Chosen])
                .Link("pair", "rejected", "completion", [mined.Rejected])
                .Column("token", "logp", _logp.Values)
                .Column("token", "ref_logp", _reference.Values)
                .Build());
        }
    }
}
