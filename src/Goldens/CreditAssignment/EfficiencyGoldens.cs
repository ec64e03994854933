using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`54-grpo-lambda`.</summary>
internal static class EfficiencyGoldens
{
    public static GoldenTest Make(GoldenReader golden)
    {
        GoldenArray lengths = golden.Input("length");
        GoldenLayout layout = new(golden);
        (GoldenAxis groups, GoldenAxis completions) = layout.Grouped("group", "completion", golden.Input("group"));
        layout.Column(completions, "reward", "correct");
        GoldenArray mask = GoldenArray.Filled(0, lengths.Shape[0], (int)lengths.Values.Max());
        for (int place = 0; place < mask.Values.Length; place++)
        {
            mask.Values[place] = place % mask.Shape[1] < lengths.Values[place / mask.Shape[1]] ? 1 : 0;
        }

        layout.Under(completions, "token", mask);
        GrpoLambda objective = new()
        {
            Lambda = golden.Number("lambda"),
            Alpha = golden.Number("alpha"),
            LengthEpsilon = golden.Number("eps_len", 1e-7),
            Epsilon = golden.Number("eps_adv", 1e-6),
        };
        return new GoldenTest(objective, layout.Batch())
            .Prepared()
            .Values("correct_ratio", groups, "Accuracy")
            .Values("efficiency_group", groups, "IsPenalized")
            .Values("reward", completions, "Shaped")
            .Values("adv", completions, "Advantage");
    }
}
