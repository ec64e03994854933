using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Losses of pairs whose tokens have rewards of their own: `01-t-reg`, `09-tgdpo`.</summary>
internal static class TokenGuideGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("T-REG", golden => golden.Text("base", "dpo") switch
        {
            "dpo" => Regularized(
                golden,
                new TReg { Beta = golden.Number("beta", 0.1), Alpha = golden.Number("alpha", 0.25), Weighting = Weighting(golden) },
                golden.Pairs().Token("logp", "ref_logp")),
            "simpo" => Regularized(
                golden,
                new TRegSimpo { Beta = golden.Number("beta", 2), Gamma = golden.Number("gamma", 0.5), Alpha = golden.Number("alpha", 0.25), Weighting = Weighting(golden) },
                golden.Pairs().Token("logp")),
            string other => throw new GoldenException($"{golden.Case.Where}: the base '{other}' is none of dpo, simpo."),
        }),
        new("TGDPO", Guided),
    ];

    private static RegularizerWeighting Weighting(GoldenReader golden) => golden.Choice<RegularizerWeighting>("weighting", RegularizerWeighting.Sequence);

    private static GoldenTest Regularized(GoldenReader golden, IObjective objective, TwinLayout pairs)
    {
        foreach ((string column, string input) in new[] { ("better_logp", "logp_better"), ("worse_logp", "logp_worse") })
        {
            pairs.Layout.Column(pairs.First, column, $"{input}_chosen").Column(pairs.Second, column, $"{input}_rejected");
        }

        // Of a base without a reference policy the file may have one all the same.
        golden.Ignore("gamma", "ref_logp_chosen", "ref_logp_rejected");
        return PairTest.Of(objective, pairs)
            .Values("token_reward_chosen", pairs.First, "TokenReward")
            .Values("token_reward_rejected", pairs.Second, "TokenReward")
            .Values("sequence_weight", pairs.Elements, "SequenceWeight")
            .Values("reg_chosen", pairs.FirstCompletions, "Regularizer")
            .Values("reg_rejected", pairs.SecondCompletions, "Regularizer");
    }

    private static GoldenTest Guided(GoldenReader golden)
    {
        double alpha = golden.Number("alpha", 0.5);
        TwinLayout pairs = golden.Pairs().Token("logp", "ref_logp", "reward_logp");
        return PairTest.Of(new Tgdpo { Beta = golden.Number("beta", 0.1), Alpha = alpha }, pairs)
            .From("token_weight_chosen", run => pairs.First.Unpack(Weights(run, alpha)))
            .From("token_weight_rejected", run => pairs.Second.Unpack(Weights(run, -alpha)));
    }

    private static double[] Weights(GoldenRun run, double alpha) => [.. run.Values("TokenReward").Select(reward => 1 + (alpha * reward))];
}
