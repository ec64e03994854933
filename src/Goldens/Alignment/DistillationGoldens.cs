using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`59-aligndistil`.</summary>
internal static class DistillationGoldens
{
    public static GoldenAdapter AlignDistil { get; } = new("AlignDistil", golden =>
    {
        int[] shape = golden.Input("student_logits").Shape;
        (TokenLayout batch, GoldenAxis choices) = WithLogits(golden.Tokens(), shape);

        // The file has the teacher at masked positions too, which a packed batch leaves out.
        GoldenLayout everywhere = new(golden);
        GoldenAxis rows = everywhere.Root("completion", shape[0]);
        (TokenLayout all, GoldenAxis allChoices) = WithLogits(new TokenLayout(everywhere, null, rows, everywhere.Under(rows, "token", GoldenArray.Filled(1, shape[0], shape[1]))), shape);
        PackedBatch unmasked = all.Batch();
        string variant = golden.Expect("variant", "theorem1", "theorem1_contrast", "theorem1_adaptive", "aligndistil").Text("variant");
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
            .From("teacher_prob", run => allChoices.Unpack(run.Backend.Values(run.Objective, "Teacher", unmasked)))
            .Gradient("grad_student_logits", choices, "logit");
    });

    private static (TokenLayout Batch, GoldenAxis Choices) WithLogits(TokenLayout batch, int[] shape)
    {
        GoldenAxis choices = batch.Layout.Under(batch.Tokens, "choice", GoldenArray.Filled(1, shape));
        batch.Layout.Column(choices, "logit", "student_logits").Column(choices, "dpo_logit", "dpo_logits").Column(choices, "ref_logit", "reference_logits");
        return (batch, choices);
    }
}
