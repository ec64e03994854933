using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`00-kl-estimators`, `00-kl-controller`, `00-kl-in-reward`. The estimators are verl's.</summary>
internal static class KlGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("KL estimators k1/k2/k3/abs and straight-through variants", golden =>
        {
            KlPenalty objective = new() { Estimator = Estimator(golden) };
            TokenLayout batch = golden.Tokens().Token("logp").Token("ref_logp");
            GoldenLayout unmasked = new(golden);
            GoldenAxis everywhere = unmasked.Root("token", golden.Input("mask").Shape);
            PackedBatch all = unmasked.Column(everywhere, "logp").Column(everywhere, "ref_logp").Batch();
            return new GoldenTest(objective, batch.Batch())
                .From("kl", run => everywhere.Unpack(run.Backend.Values(objective, "Estimate", all)))
                .Loss()
                .Gradient("grad_logp", batch.Tokens, "logp");
        }),
        new("Adaptive KL controller", golden => GoldenTest.WithoutObjective().Computed("coef", Coefficients(golden))),
        new("KL penalty inside the token reward", golden =>
        {
            TokenLayout batch = golden.Tokens().Token("logp").Token("ref_logp").Token("reward", "token_rewards");
            GoldenArray rewards = golden.Input("token_rewards");
            return new GoldenTest(new KlInReward { Estimator = Estimator(golden), Beta = golden.Number("beta") }, batch.Batch())
                .From("token_rewards_out", run => batch.Tokens.Unpack(run.Values("Penalized")).WhereMasked(batch, place => rewards.Values[place]))
                .Values("current_kl", GoldenAxis.Batch, "CurrentKl");
        }),
    ];

    private static KlEstimator Estimator(GoldenReader golden) => golden.Text("estimator") switch
    {
        "k1" or "kl" => KlEstimator.K1,
        "k2" or "mse" => KlEstimator.K2,
        "k3" or "low_var_kl" => KlEstimator.K3Clamped,
        "abs" => KlEstimator.Absolute,
        "k1+" => KlEstimator.K1StraightThrough,
        "k3+" => KlEstimator.K3StraightThrough,
        string other => throw new GoldenException($"{golden.Case.Where}: the estimator '{other}' is none of k1, k2, k3, abs, k1+, k3+."),
    };

    private static Func<GoldenArray> Coefficients(GoldenReader golden)
    {
        AdaptiveKlController controller = new(golden.Number("init_kl_coef"), golden.Number("target_kl"), golden.Number("horizon"));
        GoldenArray kl = golden.Input("current_kl");
        GoldenArray steps = golden.Input("n_steps");
        double[] coefficients = [.. kl.Values.Zip(steps.Values, controller.Update)];
        return () => GoldenArray.Vector(coefficients);
    }
}
