using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`47-g-ra`.</summary>
internal static class GatedGoldens
{
    public static GoldenTest Make(GoldenReader golden)
    {
        GoldenArray outcome = golden.Input("level_reward");
        GoldenArray scores = golden.Input("step_reward");
        (int trajectories, int turnCount, int criticCount) = (scores.Shape[0], scores.Shape[1], scores.Shape[2]);
        GoldenLayout layout = new(golden);
        GoldenAxis completions = layout.Root("completion", trajectories);
        GoldenAxis outcomes = layout.Under(completions, "outcome", GoldenArray.Filled(1, outcome.Shape));
        GoldenAxis critics = layout.Under(completions, "critic", GoldenArray.Filled(1, trajectories, criticCount));
        GoldenAxis turns = layout.Under(completions, "turn", golden.Input("step_mask"));
        GoldenAxis criticisms = layout.Under(turns, "criticism", GoldenArray.Filled(1, scores.Shape));
        layout.Column(outcomes, "reward", outcome)
            .Column(outcomes, "gate", Repeated(golden.Numbers("gate"), outcome.Shape))
            .Column(critics, "priority", Repeated(golden.Numbers("critic_level"), critics.Shape))
            .Column(criticisms, "score", scores)
            .Link(criticisms, "critic", critics, [.. Enumerable.Range(0, scores.Values.Length).Select(place => (place / (turnCount * criticCount) * criticCount) + (place % criticCount))]);
        return new GoldenTest(new GRa(), layout.Batch())
            .Values("level_open", outcomes, "IsOpen")
            .Values("critic_open", critics, "IsHeard")
            .Values("gated_step_reward", turns, "GatedReward")
            .Values("token_style_reward", turns, "Received")
            .Values("total", completions, "Total")
            .Values("total_direct", completions, "Direct");
    }

    private static GoldenArray Repeated(double[] values, int[] shape)
    {
        GoldenArray repeated = GoldenArray.Filled(0, shape);
        for (int place = 0; place < repeated.Values.Length; place++)
        {
            repeated.Values[place] = values[place % values.Length];
        }

        return repeated;
    }
}
