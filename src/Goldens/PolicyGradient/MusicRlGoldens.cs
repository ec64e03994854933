using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`02-musicrl`, `02-musicrl-reward`.</summary>
internal static class MusicRlGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("MusicRL KL-regularised REINFORCE with value baseline", Loss),
        new("MusicRL reward composition", Reward),
    ];

    private static GoldenTest Loss(GoldenReader golden)
    {
        TokenLayout batch = golden.Tokens().Token("reward", "rewards").Token("value", "values").Token("old_value", "values");
        batch.Layout.Column(batch.Completions, "reward", GoldenArray.Filled(0, batch.Completions.Shape));
        VocabularyLayout vocabulary = new(batch.Layout, golden, golden.Input("logits").Shape[2], batch.Tokens);
        GoldenAxis choices = vocabulary.Add(batch.Tokens, "logits", "ref_logits", "actions");
        vocabulary.Link();
        MusicRl objective = new() { Alpha = golden.Number("alpha") };
        return new GoldenTest(objective, batch.Batch())
            .Prepared()
            .Values("return_to_go", batch.Tokens, "ReturnToGo")
            .Values("advantage", batch.Tokens, "Advantage")
            .Values("kl", batch.Tokens, "Kl")
            .Values("per_sample_loss", batch.Completions, "Policy")
            .From("policy_loss", run => GoldenArray.Scalar(run.Values("Policy").Average()))
            .From("value_loss", run => GoldenArray.Scalar(run.Values("Critic").Average()))
            .Gradient("grad_logits", choices, "logit")
            .Gradient("grad_values_of_value_loss", batch.Tokens, "value")
            .From("grad_values_of_policy_loss", run => ByValueOfPolicy(run, batch.Tokens));
    }

    /// <summary>The derivative of the policy loss alone by the values: the objective's without its value loss.</summary>
    private static GoldenArray? ByValueOfPolicy(GoldenRun run, GoldenAxis tokens)
    {
        // A mutant is no record: what it would do to a derivative that is 0, the others show.
        IObjective alone = run.Objective is MusicRl objective ? objective with { ValueCoefficient = 0 } : run.Objective;
        if (run.Backend.Loss(alone, run.Backend.Prepare(alone, run.Test.Batch)).Gradient is not { } gradient)
        {
            return null;
        }

        return tokens.Unpack(gradient.TryGetValue(new ColumnName("token", "value"), out double[]? values) ? values : new double[run.Test.Batch.Rows("token")]);
    }

    private static GoldenTest Reward(GoldenReader golden)
    {
        GoldenArray audio = golden.Input("audio_embeddings");
        GoldenArray text = golden.Input("text_embedding");
        GoldenArray opinions = golden.Input("mos");
        GoldenLayout layout = new(golden);
        GoldenAxis pieces = layout.Root("completion", audio.Shape[0]);
        GoldenAxis clips = layout.Under(pieces, "music_clip", GoldenArray.Filled(1, audio.Shape[0], audio.Shape[1]));
        GoldenAxis coordinates = layout.Under(clips, "coordinate", GoldenArray.Filled(1, audio.Shape));
        GoldenAxis windows = layout.Under(pieces, "listening_window", GoldenArray.Filled(1, opinions.Shape));
        int width = audio.Shape[2];
        layout
            .Column(coordinates, "audio", audio)
            .Column(coordinates, "text", audio with { Values = [.. audio.Values.Select((_, place) => text[place / (audio.Shape[1] * width), place % width])] })
            .Column(windows, "mean_opinion", opinions);
        MusicRlReward objective = new() { TextWeight = golden.Number("weight_text", 1), QualityWeight = golden.Number("weight_quality", 1) };
        return new GoldenTest(objective, layout.Batch())
            .Values("text_reward", pieces, "Text")
            .Values("quality_reward", pieces, "Quality")
            .Values("reward", pieces, "Reward");
    }
}
