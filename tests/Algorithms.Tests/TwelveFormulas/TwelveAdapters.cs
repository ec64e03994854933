using Paragon.Testing;

namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>How the golden files of formulas 5 to 12 map onto them; 1 to 4 are methods of the library.</summary>
internal static class TwelveAdapters
{
    public static IReadOnlyList<GoldenAdapter> All { get; } =
    [
        new("AlignDistil", AlignDistil),
    ];

    private static GoldenTest AlignDistil(GoldenReader golden)
    {
        GoldenArray logits = golden.Input("student_logits");
        (TokenLayout batch, GoldenAxis choices) = Distillation(golden, golden.Tokens());

        // The file has the teacher at masked positions too, which a packed batch leaves out.
        GoldenLayout everywhere = new(golden);
        GoldenAxis rows = everywhere.Root("completion", logits.Shape[0]);
        (TokenLayout all, GoldenAxis allChoices) = Distillation(golden, new TokenLayout(everywhere, null, rows, everywhere.Under(rows, "token", GoldenArray.Filled(1, logits.Shape[0], logits.Shape[1]))));
        PackedBatch unmasked = all.Batch();
        string variant = golden.Text("variant");
        AlignDistil objective = new()
        {
            Beta = golden.Number("beta"),
            Extrapolation = golden.Number("beta2"),
            Temperature = golden.Number("temperature"),
            LengthNorm = golden.Flag("length_norm"),
            Adaptive = variant is "aligndistil" or "theorem1_adaptive",
            Contrast = variant is "aligndistil" or "theorem1_contrast",
        };
        return new GoldenTest(objective, batch.Batch())
            .Loss()
            .Each("per_sample_loss", batch.Completions)
            .Values("extrapolation_weight", batch.Tokens, "Weight")
            .From("teacher_prob", run => allChoices.Unpack(run.Backend.Values(objective, ((IObjective)objective).Stages.Single(stage => stage.Name == "Teacher"), unmasked)))
            .Gradient("grad_student_logits", choices, "logit");
    }

    private static (TokenLayout Batch, GoldenAxis Choices) Distillation(GoldenReader golden, TokenLayout batch)
    {
        GoldenAxis choices = batch.Layout.Under(batch.Tokens, "choice", GoldenArray.Filled(1, golden.Input("student_logits").Shape));
        batch.Layout.Column(choices, "logit", "student_logits").Column(choices, "dpo_logit", "dpo_logits").Column(choices, "ref_logit", "reference_logits");
        return (batch, choices);
    }
}
