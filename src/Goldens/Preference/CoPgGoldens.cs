using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`04-copg`, `04-copg-group`, `04-copg-bandit`.</summary>
internal static class CoPgGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("CoPG pair loss", Pairs),
        new("CoPG on a group of G completions", Groups),
        new("CoPG population objective on a bandit", Bandit),
    ];

    /// <summary>A pair is a group of two.</summary>
    private static GoldenTest Pairs(GoldenReader golden)
    {
        TwinLayout pairs = golden.Pairs(first: "1", second: "2").Token("logp", "ref_logp");
        pairs.Layout.Column(pairs.FirstCompletions, "reward", "reward_1").Column(pairs.SecondCompletions, "reward", "reward_2");
        GoldenAxis groups = pairs.Elements with { Level = "group" };
        return new GoldenTest(new CoPg { Beta = golden.Number("beta") }, pairs.Batch())
            .Loss()
            .Values("per_pair_objective", groups, "Contrast")
            .Values("regularized_reward_1", pairs.FirstCompletions, "RegularizedReward")
            .Values("regularized_reward_2", pairs.SecondCompletions, "RegularizedReward")
            .Gradient("grad_logp_1", pairs.First, "logp")
            .Gradient("grad_logp_2", pairs.Second, "logp");
    }

    /// <summary>The file gives log-ratios of completions: here each has one token, and no log-probability is above 0.</summary>
    private static GoldenTest Groups(GoldenReader golden)
    {
        GoldenArray ratios = golden.Input("logratio");
        GoldenLayout layout = new(golden);
        GoldenAxis completions = layout.Under(layout.Root("group", ratios.Shape[0]), "completion", GoldenArray.Filled(1, ratios.Shape));
        GoldenAxis tokens = layout.Under(completions, "token", GoldenArray.Filled(1, [.. ratios.Shape, 1])) with { Shape = ratios.Shape };
        layout
            .Column(completions, "reward")
            .Column(tokens, "logp", ratios.Select(ratio => Math.Min(0, ratio)))
            .Column(tokens, "ref_logp", ratios.Select(ratio => Math.Min(0, -ratio)));
        return new GoldenTest(new CoPg { Beta = golden.Number("beta") }, layout.Batch())
            .Loss()
            .Values("regularized_reward", completions, "RegularizedReward")
            .From("leave_one_out_advantage", run => completions.Unpack(LeaveOneOut(run)))
            .Gradient("grad_logratio", tokens, "logp");
    }

    /// <summary>RLOO's own advantage, of the regularised rewards.</summary>
    private static double[] LeaveOneOut(GoldenRun run)
    {
        PackedBatch batch = run.Test.Batch.With("completion", "reward", run.Values("RegularizedReward"));
        return run.Backend.Values(new RlooVerl(), "Advantage", batch.With("token", "reward", new double[batch.Rows("token")]));
    }

    private static GoldenTest Bandit(GoldenReader golden)
    {
        GoldenArray rewards = golden.Input("reward");
        GoldenLayout layout = new(golden);
        GoldenAxis arms = layout.Under(layout.Root("bandit", 1), "arm", GoldenArray.Filled(1, 1, rewards.Shape[0])) with { Shape = rewards.Shape };
        layout
            .Column(arms, "reward")
            .Column(arms, "logit", "logits")
            .Column(arms, "reference_probability", "ref_prob")
            .Column(arms, "first_sampler", "mu_1")
            .Column(arms, "second_sampler", "mu_2");
        double beta = golden.Number("beta");
        GoldenAxis bandit = new("bandit", [], [0]);
        return new GoldenTest(new CoPgBandit { Beta = beta }, layout.Batch())
            .Values("objective", bandit, "Objective")
            .From("grad_logits", run => Ascent(run, run.Objective, arms))
            .Values("optimal_policy", arms, "OptimalProbability")
            .Values("J_of_policy", bandit, "PolicyValue")
            .Values("J_optimal", bandit, "LargestValue")
            .Values("regret", bandit, "Regret")
            .From("naive_pg_no_baseline", run => Ascent(run, new ReinforceBandit { Beta = beta }, arms))
            .From("naive_pg_value_baseline", run => Ascent(run, new ReinforceBandit { Beta = beta, Baseline = BanditBaseline.Value }, arms));
    }

    /// <summary>The files have the direction of ascent.</summary>
    private static GoldenArray? Ascent(GoldenRun run, IObjective objective, GoldenAxis arms) =>
        run.Backend.Loss(objective, run.Test.Batch).Gradient is { } gradient
            ? arms.Unpack([.. gradient[new ColumnName("arm", "logit")].Select(slope => -slope)])
            : null;
}
