using Paragon.Algorithms;
using Paragon.Testing;
using Paragon.Training;

namespace Paragon.Goldens;

/// <summary>A-LoL and what it is set against: `06-*`.</summary>
internal static class LeftoverLunchGoldens
{
    private static readonly string[] Variants = ["nll", "wbc", "r_gold", "r_lol", "a_lol", "a_lol_seq", "a_lol_ref_free", "a_lol_kl"];

    public static IEnumerable<GoldenAdapter> All =>
    [
        .. Variants.Select(variant => new GoldenAdapter(variant, Variant)),
        new("advantage-priority sampling", Sampling),
    ];

    private static GoldenTest Variant(GoldenReader golden)
    {
        IObjective objective = Objective(golden);
        TokenLayout batch = golden.Tokens().Token("logp").Token("ref_logp").Completion("reward").Completion("prompt_value", "value");
        return new GoldenTest(objective, batch.Batch())
            .Prepared()
            .Loss()
            .Each("per_sample_loss", batch.Completions)
            .Values("advantage", batch.Completions, "Advantage")
            .Values("importance_weight", batch.Completions, "ImportanceWeight")
            .Values("token_importance_weight", batch.Tokens, "TokenWeight")
            .Gradient("grad_logp", batch.Tokens, "logp");
    }

    private static IObjective Objective(GoldenReader golden)
    {
        double clip = golden.Number("clip", double.PositiveInfinity);
        double lambda = golden.Number("kl_beta", 0.1);
        double lowerBound = golden.Number("u", golden.Number("lower_bound", 0.1));
        return golden.Text("variant") switch
        {
            "nll" => new Nll(),
            "wbc" => new Wbc(),
            "r_gold" => new Gold { LowerBound = lowerBound },
            "r_lol" => new RLol { Clip = clip },
            "a_lol" => new ALol { Clip = clip },
            "a_lol_seq" => new ALolSeq { Clip = clip },
            "a_lol_ref_free" => new ALolRefFree(),
            "a_lol_kl" => new ALolKl { Lambda = lambda },
            string other => throw new GoldenException($"{golden.Case.Where}: the variant '{other}' is none of {string.Join(", ", Variants)}."),
        };
    }

    private static GoldenTest Sampling(GoldenReader golden)
    {
        double[] advantages = golden.Input("advantage").Values;
        AdvantageSampling priority = new(advantages, AdvantagePriority.Proportional);
        AdvantageSampling uniform = new(advantages, AdvantagePriority.Uniform);
        return GoldenTest.WithoutObjective()
            .Computed("priority_probability", () => GoldenArray.Vector([.. priority.Probabilities]))
            .Computed("uniform_positive_probability", () => GoldenArray.Vector([.. uniform.Probabilities]))
            .Computed("kept_fraction", () => GoldenArray.Scalar(priority.KeptFraction));
    }
}
