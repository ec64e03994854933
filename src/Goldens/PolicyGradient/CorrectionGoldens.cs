using System.Globalization;
using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`00-is-correction`: what is done about a sampler that is not the trainer's policy.</summary>
internal static class CorrectionGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("Rollout/training mismatch corrections: TIS, masked IS, rejection", golden => golden.Text("kind") switch
        {
            "verl_is" => VerlWeights(golden),
            "trl" => TrlWeights(golden),
            "verl_rs" => VerlRejection(golden),
            string other => throw new GoldenException($"{golden.Case.Where}: the kind '{other}' is none of verl_is, verl_rs, trl."),
        }),
    ];

    private static GoldenTest VerlWeights(GoldenReader golden)
    {
        TokenLayout batch = golden.Tokens().Token("old_logp").Token("rollout_logp");
        TruncatedImportance objective = new()
        {
            Level = golden.Choice<CorrectionLevel>("level"),
            Cap = golden.Number("cap"),
            NormalizeByBatch = golden.Flag("batch_normalize", false),
        };
        return new GoldenTest(objective, batch.Batch()).Values("weights", batch.Tokens, "Weight");
    }

    private static GoldenTest TrlWeights(GoldenReader golden)
    {
        // TRL multiplies the log-ratio by the mask, so padding has ratio 1 and a weight of its own: here it is in the batch.
        GoldenArray mask = golden.Input("mask");
        GoldenArray old = golden.Input("old_logp");
        GoldenArray rollout = golden.Input("rollout_logp");
        GoldenLayout layout = new(golden);
        GoldenAxis tokens = layout.Under(layout.Root("completion", mask.Shape[0]), "token", GoldenArray.Filled(1, mask.Shape));
        layout.Column(tokens, "old_logp", Masked(old, mask)).Column(tokens, "rollout_logp", Masked(rollout, mask));
        SamplerCorrection objective = new()
        {
            Mode = golden.Choice<SamplerCorrectionMode>("mode"),
            Minimum = golden.Number("min", 0),
            Maximum = golden.Number("max", double.PositiveInfinity),
        };
        return new GoldenTest(objective, layout.Batch()).Values("weights", tokens, "Weight");
    }

    private static GoldenTest VerlRejection(GoldenReader golden)
    {
        TokenLayout layout = golden.Tokens().Token("old_logp").Token("rollout_logp");
        PackedBatch batch = layout.Batch();
        RolloutRejection[] criteria = Criteria(golden);
        return new GoldenTest(criteria[0], batch).From("mask_out", run =>
            layout.Tokens.Unpack(criteria.Aggregate(batch, (kept, criterion) => run.Backend.Prepare(criterion, kept)).Column("token", "keep")));
    }

    private static RolloutRejection[] Criteria(GoldenReader golden)
    {
        string[] options = Parts(golden.Text("options"));
        string[] thresholds = Parts(golden.Text("thresholds"));
        return thresholds.Length == 1 || thresholds.Length == options.Length
            ? options.Select((option, i) => Criterion(option, thresholds[thresholds.Length == 1 ? 0 : i], golden.Case.Where)).ToArray()
            : throw new GoldenException($"{golden.Case.Where}: {options.Length} options with {thresholds.Length} thresholds; one for all or one for each is needed.");
    }

    private static RolloutRejection Criterion(string option, string threshold, string where)
    {
        int joint = option.LastIndexOf('_');
        bool known = Enum.TryParse(option[..Math.Max(joint, 0)].Replace("_", ""), ignoreCase: true, out RejectionLevel level)
            & Enum.TryParse(option[(joint + 1)..], ignoreCase: true, out RejectionEstimator estimator);
        if (!known)
        {
            throw new GoldenException($"{where}: the option '{option}' is no level (token, seq_sum, seq_mean, seq_max) with an estimator (k1, k2, k3).");
        }

        double[] bounds = [.. threshold.Split('_').Select(bound => double.Parse(bound, CultureInfo.InvariantCulture))];
        return new RolloutRejection { Level = level, Estimator = estimator, Minimum = bounds.Length == 2 ? bounds[0] : 1 / bounds[0], Maximum = bounds[^1] };
    }

    private static string[] Parts(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static GoldenArray Masked(GoldenArray values, GoldenArray mask) =>
        values with { Values = values.Values.Zip(mask.Values, (value, isToken) => isToken == 0 ? 0 : value).ToArray() };
}
