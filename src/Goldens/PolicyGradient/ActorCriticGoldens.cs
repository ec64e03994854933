using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`00-gae`, `00-vapo-gae`, `00-ppo-policy-loss`, `00-ppo-value-loss`, `00-aggregation`.</summary>
internal static class ActorCriticGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("Masked GAE with observation-token skipping and whitening", golden =>
        {
            TokenLayout batch = golden.Tokens().TokenRewards().Token("old_value", "values");
            GoldenArray values = golden.Input("values");
            // verl leaves the carried advantage at masked places, and goes on computing with it.
            return new GoldenTest(new Gae { Discount = golden.Number("gamma"), Lambda = golden.Number("lam") }, batch.Batch())
                .From("adv_raw", run => batch.Carry(run.Values("Raw")))
                .From("returns", run =>
                {
                    GoldenArray carried = batch.Carry(run.Values("Raw"));
                    return batch.Tokens.Unpack(run.Values("Return")).WhereMasked(batch, place => carried.Values[place] + values.Values[place]);
                })
                .From("adv_whitened", run =>
                {
                    GoldenArray carried = batch.Carry(run.Values("Raw"));
                    double mean = run.Values("Mean")[0];
                    double deviation = Math.Sqrt(run.Values("Variance")[0] + 1e-8);
                    return batch.Tokens.Unpack(run.Values("Advantage")).WhereMasked(batch, place => (carried.Values[place] - mean) / deviation);
                });
        }),
        new("VAPO length-adaptive decoupled GAE", golden =>
        {
            TokenLayout batch = golden.Tokens().TokenRewards().Token("old_value", "values");
            VapoGae objective = new() { Discount = golden.Number("gamma"), Alpha = golden.Number("alpha"), CriticLambda = golden.Number("lam_critic") };
            return new GoldenTest(objective, batch.Batch())
                .Values("lam_policy", batch.Completions, "PolicyLambda")
                .Values("adv_raw", batch.Tokens, "Advantage")
                .Values("returns_critic", batch.Tokens, "Return");
        }),
        new("PPO clipped policy loss with dual clip", golden =>
        {
            TokenLayout batch = golden.Tokens().Token("logp").Token("old_logp").Token("advantage", "adv").Token("importance_weight", "is_ratio", optional: true);
            PpoPolicy objective = new()
            {
                ClipLow = golden.Number("clip_low"),
                ClipHigh = golden.Number("clip_high"),
                DualClip = golden.Number("clip_c"),
                Aggregation = golden.Choice<LossAggregation>("agg"),
                ScaleFactor = golden.ScaleFactor(),
            };
            return new GoldenTest(objective, batch.Batch()).Loss().Gradient("grad_logp", batch.Tokens, "logp");
        }),
        new("PPO clipped value loss", golden =>
        {
            TokenLayout batch = golden.Tokens().Token("value", "vpred").Token("old_value", "old_values").Token("return", "returns");
            return new GoldenTest(new PpoValue { ValueClip = golden.Number("cliprange_value") }, batch.Batch())
                .Loss().Gradient("grad_vpred", batch.Tokens, "value");
        }),
        new("Loss aggregation modes", golden =>
        {
            TokenLayout batch = golden.Tokens().Token("token_loss", "loss_mat");
            AggregatedLoss objective = new() { Aggregation = golden.Choice<LossAggregation>("mode"), ScaleFactor = golden.ScaleFactor() };
            return new GoldenTest(objective, batch.Batch()).Loss().Gradient("grad_loss_mat", batch.Tokens, "token_loss");
        }),
    ];

    /// <summary>The divisor of the mode that has one; absent or null it is the padded width.</summary>
    internal static double ScaleFactor(this GoldenReader golden) => golden.Number("scale_factor", golden.Input("mask").Shape[1]);
}
