using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`24-clip-delta`: steps given by the places of their last tokens.</summary>
internal static class RefinedRewardGoldens
{
    public static GoldenAdapter ClipDelta { get; } = new("Clip and Delta process-reward refinement", golden =>
    {
        TokenLayout batch = golden.Tokens("response_mask")
            .Token("logp").Token("old_logp", "logp_old").Token("ref_logp", "logp_ref").Token("value", "values").Token("old_value", "values")
            .Completion("reward", "correct");
        GoldenAxis steps = AddSteps(golden, batch);
        ClipDelta objective = new()
        {
            Refinement = golden.Text("mode") switch
            {
                "none" => ProcessRefinement.None,
                "clip" => ProcessRefinement.Clip,
                "delta" => ProcessRefinement.Delta,
                "clip+delta" => ProcessRefinement.ClipThenDelta,
                string other => throw new GoldenException($"{golden.Case.Where}: the mode '{other}' is none of none, clip, delta, clip+delta."),
            },
            Threshold = golden.Number("eta"),
            Alpha = golden.Number("alpha"),
            Beta = golden.Number("kl_coef"),
            Discount = golden.Number("gamma"),
            Lambda = golden.Number("lam"),
            Clip = golden.Number("cliprange"),
        };
        return new GoldenTest(objective, batch.Batch()).Prepared()
            .Values("shaped_step_reward", steps, "StepReward")
            .Values("return_from_step", steps, "ReturnFromStep")
            .Values("token_reward", batch.Tokens, "Shaped")
            .Values("advantage", batch.Tokens, "Advantage")
            .Values("policy_loss", GoldenAxis.Batch, "PolicyLoss")
            .Gradient("grad_logp", batch.Tokens, "logp");
    });

    /// <summary>A step reaches from the token after the end of the one before it to its own end; what comes after the last belongs to none.</summary>
    private static GoldenAxis AddSteps(GoldenReader golden, TokenLayout batch)
    {
        GoldenArray ends = golden.Input("step_end");
        (int most, int width) = (ends.Shape[1], batch.Tokens.Shape[1]);
        GoldenAxis steps = batch.Layout.Under(batch.Completions, "segment", ends.Select(end => end < 0 ? 0 : 1));
        batch.Layout.Column(steps, "process_reward").Link(batch.Tokens, "segment", steps, [.. Enumerable.Range(0, batch.Tokens.Rows.Length).Select(place =>
        {
            (int row, int t) = (place / width, place % width);
            int step = Enumerable.Range(0, most).FirstOrDefault(k => ends[row, k] >= t, -1);
            return step < 0 ? -1 : (row * most) + step;
        })]);
        return steps;
    }
}
