using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Losses of single completions: KTO, BCO and GOLD.</summary>
internal static class UnpairedGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new GoldenAdapter("KTO", golden => golden.Text("loss_type", "kto") switch
        {
            "kto" => Kto(golden),
            "apo_zero_unpaired" => ApoZeroUnpaired(golden),
            string other => throw new GoldenException($"{golden.Case.Where}: the KTO loss type '{other}' is none of kto, apo_zero_unpaired."),
        }),
        new GoldenAdapter("BCO with running delta", Bco),
        new GoldenAdapter("reward-weighted GOLD", Gold),
    ];

    private static GoldenTest Kto(GoldenReader golden)
    {
        TwinLayout examples = golden.Examples().Token("logp", "ref_logp").Element("desirable", "label");
        return new GoldenTest(
                new Kto
                {
                    Beta = golden.Number("beta", 0.1),
                    DesirableWeight = golden.Number("desirable_weight", 1),
                    UndesirableWeight = golden.Number("undesirable_weight", 1),
                },
                examples.Batch())
            .Loss()
            .Each("per_sample_loss", examples.Elements)
            .Values("kl", GoldenAxis.Batch, "Kl")
            .Gradient("grad_logp", examples.First, "logp")
            .Gradient("grad_kl_logp", examples.Second, "logp");
    }

    /// <summary>The mismatched completions change nothing: the batch lacks them, their gradient and the KL of the file are 0.</summary>
    private static GoldenTest ApoZeroUnpaired(GoldenReader golden)
    {
        golden.Ignore("kl_logp", "kl_ref_logp", "kl_mask");
        TokenLayout completions = golden.Tokens().Token("logp").Token("ref_logp");
        GoldenAxis examples = completions.Layout.Root("example", completions.Completions.Shape);
        completions.Layout.Link(examples, "completion", completions.Completions).Column(examples, "desirable", "label");
        return new GoldenTest(
                new ApoZeroUnpaired
                {
                    Beta = golden.Number("beta", 0.1),
                    DesirableWeight = golden.Number("desirable_weight", 1),
                    UndesirableWeight = golden.Number("undesirable_weight", 1),
                },
                completions.Batch())
            .Loss()
            .Each("per_sample_loss", examples)
            .Gradient("grad_logp", completions.Tokens, "logp")
            .Computed("kl", () => GoldenArray.Scalar(0))
            .Computed("grad_kl_logp", () => golden.Input("kl_logp").Select(_ => 0));
    }

    /// <summary>The file's pairs are two examples each: all chosen, then all rejected.</summary>
    private static GoldenTest Bco(GoldenReader golden)
    {
        TwinLayout pairs = golden.Pairs().Token("logp", "ref_logp");
        GoldenAxis completions = pairs.FirstCompletions.Then(pairs.SecondCompletions);
        GoldenAxis examples = pairs.Layout.Root("example", completions.Shape);
        int count = pairs.Elements.Rows.Length;
        pairs.Layout
            .Link(examples, "completion", completions)
            .Column(examples, "desirable", GoldenArray.Vector([.. Enumerable.Range(0, 2 * count).Select(i => i < count ? 1.0 : 0.0)]));
        return new GoldenTest(
                new Bco
                {
                    Beta = golden.Number("beta", 0.1),
                    RunningMean = golden.Number("running_mean", 0),
                    RunningCount = golden.Number("running_count", 1e-24),
                },
                pairs.Batch())
            .Loss()
            .Each("per_sample_loss", examples)
            .Values("delta", GoldenAxis.Batch, "Mean")
            .Values("running_count_after", GoldenAxis.Batch, "Count")
            .Gradient("grad_logp_chosen", pairs.First, "logp")
            .Gradient("grad_logp_rejected", pairs.Second, "logp");
    }

    /// <summary>The file's token weights are of every place, also where the mask leaves it out: a batch without mask has them.</summary>
    private static GoldenTest Gold(GoldenReader golden)
    {
        Gold gold = new() { LowerBound = golden.Number("lower_bound", 0.1) };
        TokenLayout batch = golden.Tokens().Token("logp").Completion("reward");
        TokenLayout unmasked = TokenLayoutOf(golden, GoldenArray.Filled(1, batch.Tokens.Shape)).Token("logp");
        PackedBatch places = unmasked.Batch();
        return new GoldenTest(gold, batch.Batch())
            .Loss()
            .Each("per_sample_loss", batch.Completions)
            .From("token_weight", run => unmasked.Tokens.Unpack(run.Backend.Values(gold, run.Objective.Stages.Single(stage => stage.Level == "token"), places)))
            .Gradient("grad_logp", batch.Tokens, "logp");
    }

    private static TokenLayout TokenLayoutOf(GoldenReader golden, GoldenArray mask)
    {
        GoldenLayout layout = new(golden);
        GoldenAxis completions = layout.Root("completion", mask.Shape[0]);
        return new TokenLayout(layout, null, completions, layout.Under(completions, "token", mask));
    }
}
