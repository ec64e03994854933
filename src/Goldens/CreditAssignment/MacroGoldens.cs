using Paragon.Algorithms;
using Paragon.Segmentation;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`43-ma-rlhf` and `43-ma-rlhf-termination`.</summary>
internal static class MacroGoldens
{
    public static GoldenTest Make(GoldenReader golden)
    {
        // The file's rewards of tokens are what the objective makes of the completion's reward and the KL.
        TokenLayout batch = golden.Tokens().TokenRewards().Token("logp").Token("old_logp").Token("value", "vpred").Token("old_value", "old_values");
        SegmentCut[] cuts = batch.Cuts(golden.Input("macro_id"));
        GoldenAxis macros = batch.Segments("macro", cuts, cuts.Max(cut => cut.Count));
        MaRlhf objective = new()
        {
            Discount = golden.Number("gamma"),
            Lambda = golden.Number("lam"),
            ValueWeight = golden.Choice<MacroWeight>("value_fn"),
            AveragesRewards = golden.Expect("reward_agg", "sum", "mean").Text("reward_agg") == "mean",
            KlCoefficient = 0,
            Clip = golden.Number("clip"),
            ValueClip = golden.Number("clip_value"),
            ValueCoefficient = 1,
        };
        return new GoldenTest(objective, new SegmentedLevel("macro", new NGramSegmenter(1)).Add(batch.Batch(), cuts))
            .Prepared()
            .Values("macro_values", macros, "Value")
            .Values("macro_rewards", macros, "MacroReward")
            .Values("macro_adv", macros, "MacroAdvantage")
            .Values("macro_returns", macros, "MacroReturn")
            .Values("token_adv", batch.Tokens, "TokenAdvantage")
            .From("policy_loss", run => GoldenArray.Scalar(run.Values("PolicyLoss").Average()))
            .Gradient("grad_logp", batch.Tokens, "logp")
            .From("value_loss", run => GoldenArray.Scalar(run.Values("CriticLoss").Average()))
            .Gradient("grad_vpred", batch.Tokens, "value");
    }

    public static GoldenTest Termination(GoldenReader golden)
    {
        GoldenArray mask = golden.Input("mask");
        int width = mask.Shape[1];
        GoldenArray? perplexities = golden.HasInput("ppl") ? golden.Input("ppl") : null;
        Func<int[], SegmentCut> rule = golden.Text("rule") switch
        {
            "fixed" => Rule(new NGramSegmenter(golden.Integer("n"))),
            "schedule" => Rule(new ScheduleSegmenter([.. golden.Numbers("lengths").Select(length => (int)length)])),
            "perplexity" => places => PerplexitySegmenter.Cut([.. places.Select(place => perplexities!.Values[place])]),
            string other => throw new GoldenException($"{golden.Case.Where}: there is no rule '{other}'; there are fixed, schedule and perplexity."),
        };
        return GoldenTest.WithoutObjective().Computed("macro_id", () =>
        {
            GoldenArray macros = mask.Select(_ => -1);
            for (int row = 0; row < mask.Shape[0]; row++)
            {
                int[] places = [.. Enumerable.Range(row * width, width).Where(place => mask.Values[place] != 0)];
                SegmentCut cut = rule(places);
                for (int token = 0; token < places.Length; token++)
                {
                    macros.Values[places[token]] = cut.Segments[token];
                }
            }

            return macros;
        });
    }

    private static Func<int[], SegmentCut> Rule(ISegmenter segmenter) => places =>
        segmenter.Cut(new CompletionTokens(places, [.. places.Select(_ => "")], [.. places.Select(_ => 0.0)]), new Random(0));
}
