using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>TRL's group-relative losses: GRPO and its reductions, GSPO, SAPO, LUSPO, VESPO, OPSM, RLOO.</summary>
internal static class GroupLossGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("GRPO-family losses: grpo, bnpo, dr_grpo, dapo", golden => golden.Losses().Token("ref_logp", optional: true).Test(OfFamily(golden))),
        new("GSPO sequence-level ratio and GSPO-token", golden => golden.Losses().Test(new Gspo
        {
            Level = golden.Choice<GspoLevel>("level"),
            ClipLow = golden.Number("eps_low"),
            ClipHigh = golden.Number("eps_high"),
            Reduction = golden.Choice<GroupReduction>("loss_type", GroupReduction.Grpo),
            MaxCompletionLength = golden.MaxCompletionLength(),
        })),
        new("SAPO soft adaptive gate", golden => golden.Expect("loss_type", "sapo").Losses().Test(new Sapo
        {
            PositiveTemperature = golden.Number("sapo_temperature_pos"),
            NegativeTemperature = golden.Number("sapo_temperature_neg"),
        })),
        new("LUSPO length-unbiased sequence loss", golden => golden.Expect("loss_type", "luspo").Expect("level", "sequence").Losses().Completion("advantage", "adv").Test(new Luspo
        {
            ClipLow = golden.Number("eps_low"),
            ClipHigh = golden.Number("eps_high"),
        })),
        new("VESPO gamma-weighted sequence loss", golden => WithPaddingWeights(golden.Expect("loss_type", "vespo"), golden.Losses()).Test(new Vespo
        {
            PositiveShape = golden.Number("vespo_k_pos"),
            PositiveRate = golden.Number("vespo_lambda_pos"),
            NegativeShape = golden.Number("vespo_k_neg"),
            NegativeRate = golden.Number("vespo_lambda_neg"),
        })),
        new("Off-policy sequence mask", golden => golden.Losses().Token("rollout_logp", golden.HasInput("sampling_logp") ? "sampling_logp" : "old_logp").Test(new Opsm
        {
            Threshold = golden.Number("off_policy_mask_threshold", double.PositiveInfinity),
            ClipLow = golden.Number("eps_low"),
            ClipHigh = golden.Number("eps_high"),
            Reduction = golden.Choice<GroupReduction>("loss_type", GroupReduction.Grpo),
            MaxCompletionLength = golden.MaxCompletionLength(),
        })),
        new("RLOO sequence-level clipped loss with KL in reward", golden =>
        {
            TokenLayout batch = golden.Tokens(groupSize: golden.Integer("group_size")).Token("logp").Token("old_logp").Token("ref_logp").Completion("reward", "rewards");
            double[] bounds = golden.Has("reward_clip") ? golden.Numbers("reward_clip") : [double.NegativeInfinity, double.PositiveInfinity];
            Rloo objective = new()
            {
                Beta = golden.Number("beta"),
                RewardMinimum = bounds[0],
                RewardMaximum = bounds[1],
                NormalizesAdvantages = golden.Flag("normalize", false),
                ClipLow = golden.Number("eps_low"),
                ClipHigh = golden.Number("eps_high"),
            };
            return new GoldenTest(objective, batch.Batch()).Prepared()
                .Values("adv", batch.Completions, "Advantage").Loss().Gradient("grad_logp", batch.Tokens, "logp");
        }),
    ];

    internal static TokenLayout Losses(this GoldenReader golden) =>
        golden.Tokens().Token("logp").Token("old_logp").Token("advantage", "adv").Token("importance_weight", "is_ratio", optional: true);

    internal static GoldenTest Test(this TokenLayout batch, IObjective objective) =>
        new GoldenTest(objective, batch.Batch()).Loss().Gradient("grad_logp", batch.Tokens, "logp");

    /// <summary>The longest length allowed; the padded width where a case has none, because its reduction does not read it.</summary>
    private static double MaxCompletionLength(this GoldenReader golden) => golden.Number("max_completion_length", golden.Input("mask").Shape[1]);

    private static IObjective OfFamily(GoldenReader golden)
    {
        double beta = golden.Number("beta", 0);
        double low = golden.Number("eps_low", 0.2);
        double high = golden.Number("eps_high", low);
        double cap = golden.Number("delta", double.PositiveInfinity);
        bool correctsKl = golden.Flag("bias_kl", false);
        GroupReduction reduction = golden.Choice<GroupReduction>("loss_type");
        if (reduction != GroupReduction.DrGrpo)
        {
            golden.Ignore("max_completion_length");
        }

        return reduction switch
        {
            GroupReduction.Grpo => new Grpo { Beta = beta, ClipLow = low, ClipHigh = high, RatioCap = cap, CorrectsKl = correctsKl },
            GroupReduction.Bnpo => new Bnpo { Beta = beta, ClipLow = low, ClipHigh = high, RatioCap = cap, CorrectsKl = correctsKl },
            GroupReduction.Dapo => new Dapo { Beta = beta, ClipLow = low, ClipHigh = high, RatioCap = cap, CorrectsKl = correctsKl },
            _ => new DrGrpo { Beta = beta, ClipLow = low, ClipHigh = high, RatioCap = cap, CorrectsKl = correctsKl, MaxCompletionLength = golden.Number("max_completion_length") },
        };
    }

    /// <summary>TRL sums the logarithms of the sampler's weights over padding too; a packed batch has no padding, so the sum is a column.</summary>
    private static TokenLayout WithPaddingWeights(GoldenReader golden, TokenLayout batch)
    {
        if (!golden.HasInput("is_ratio"))
        {
            return batch;
        }

        GoldenArray weights = golden.Input("is_ratio");
        int width = batch.Tokens.Shape[1];
        double[] sums = new double[batch.Tokens.Shape[0]];
        for (int place = 0; place < weights.Values.Length; place++)
        {
            sums[place / width] += batch.Tokens.Rows[place] < 0 ? Math.Min(Math.Log(Math.Max(weights.Values[place], 1e-8)), 20) : 0;
        }

        batch.Layout.Column(batch.Completions, "sequence_log_weight", GoldenArray.Vector(sums));
        return batch;
    }
}
