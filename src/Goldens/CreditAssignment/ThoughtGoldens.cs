using Paragon.Algorithms;
using Paragon.Segmentation;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`46-tp-grpo`.</summary>
internal static class ThoughtGoldens
{
    public static GoldenTest Make(GoldenReader golden)
    {
        TokenLayout batch = golden.Tokens(group: "group").Completion("reward", "outcome").Token("logp").Token("old_logp");
        GoldenArray labels = golden.Input("step_label");
        int width = labels.Shape[1];
        SegmentCut[] cuts = batch.Cuts(golden.Input("token_step"), index => Enumerable.Range(index * width, width).Count(place => labels.Values[place] >= 0));
        GoldenAxis steps = batch.Segments("step", cuts, width);
        PackedBatch packed = new SegmentedLevel("step", new SeparatorSegmenter()).Add(batch.Batch(), cuts).With(steps, "good", labels);
        TpGrpo objective = new()
        {
            Alpha = golden.Number("alpha"),
            MergesSteps = golden.Flag("merge", true),
            Epsilon = golden.Number("eps", 1e-6),
            Clip = golden.Number("clip"),
        };
        return new GoldenTest(objective, packed)
            .Prepared()
            .From("acc_group", run => batch.Completions.Unpack([.. packed.Link("completion", "group").Targets.ToArray().Select(group => run.Values("Accuracy")[group])]))
            .Values("outcome_norm", batch.Completions, "Outcome")
            .Values("thought_id", steps, "Thought", fill: -1)
            .From("thought_reward", run => ByThought(run, steps, "ThoughtReward"))
            .From("thought_adv", run => ByThought(run, steps, "StepAdvantage"))
            .Values("adv", batch.Tokens, "TokenAdvantage")
            .Loss()
            .Gradient("grad_logp", batch.Tokens, "logp");
    }

    /// <summary>A value of steps, at the number of the thought that each step ends.</summary>
    private static GoldenArray ByThought(GoldenRun run, GoldenAxis steps, string stage)
    {
        GoldenArray values = GoldenArray.Filled(0, steps.Shape);
        double[] thoughts = run.Values("Thought");
        for (int place = 0; place < steps.Rows.Length; place++)
        {
            if (steps.Rows[place] >= 0)
            {
                values.Values[(place / steps.Shape[1] * steps.Shape[1]) + (int)Math.Round(thoughts[steps.Rows[place]])] = run.Values(stage)[steps.Rows[place]];
            }
        }

        return values;
    }
}
