using Paragon.Analysis;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`41-kl-optimum-and-best-of-n`, `41-memoryless-asymptotics`: exact quantities, which need no backend.</summary>
internal static class AsymptoticsGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("KL-constrained optimum and best-of-N on a finite alphabet", golden =>
        {
            double[] p = golden.Input("p").Values;
            double[] reward = golden.Input("reward").Values;
            TiltedPolicy optimum = new ExponentialTilt(p, reward).Optimum(golden.Number("kl_budget"));
            BestOfNPolicy best = BestOfNPolicy.Of(p, reward, golden.Number("N"));
            bool isInfinite = double.IsInfinity(optimum.Lambda);
            return Expect(
                ("lambda_is_infinite", isInfinite ? 1 : 0),
                // The files have 0 where there is no finite λ.
                ("lambda_star", isInfinite ? 0 : optimum.Lambda),
                ("optimal_kl", optimum.Kl),
                ("optimal_reward", optimum.MeanReward),
                ("best_of_n_kl", best.Kl),
                ("best_of_n_kl_upper_bound", best.KlBound),
                ("best_of_n_reward", best.Reward),
                ("best_of_n_win_rate", best.WinRate))
                .Computed("optimal_policy", () => GoldenArray.Vector([.. optimum.Policy]))
                .Computed("best_of_n_policy", () => GoldenArray.Vector([.. best.Policy]));
        }),
        new("memoryless source, linear reward: tilt, cumulants, rate function", golden =>
        {
            MemorylessSource source = new(golden.Input("p").Values, golden.Input("q").Values);
            (double lambda, double order) = (golden.Number("lam"), golden.Number("rho"));
            TiltedPolicy token = source.At(lambda);
            return Expect(
                ("log_partition", token.LogPartition),
                ("mean_reward_per_token", token.MeanReward),
                ("kl_per_token", token.Kl),
                ("kl_sequence", golden.Number("m") * token.Kl),
                ("scaled_cumulant_per_token", source.ScaledCumulant(lambda, order)),
                ("renyi_cross_entropy", source.RenyiCrossEntropy(lambda, 1 + order)),
                ("rate_function_at_x", source.Rate(lambda, golden.Number("x"))),
                ("N_exponent_for_equal_budget", token.Kl))
                .Computed("tilted_marginal", () => GoldenArray.Vector([.. token.Policy]));
        }),
    ];

    private static GoldenTest Expect(params (string Name, double Value)[] numbers) =>
        numbers.Aggregate(GoldenTest.WithoutObjective(), (test, number) => test.Computed(number.Name, () => GoldenArray.Scalar(number.Value)));
}
