using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`05-tempo`.</summary>
internal static class TempoGoldens
{
    public static GoldenTest Make(GoldenReader golden)
    {
        TokenLayout batch = golden.Tokens(group: "group").Completion("reward", "rewards").Token("logp").Token("old_logp");
        Tempo objective = new()
        {
            Epsilon = golden.Number("eps", 1e-6),
            DividesByDeviation = golden.Flag("scale", true),
            ClipLow = golden.Number("clip_low"),
            ClipHigh = golden.Number("clip_high"),
        };
        return new GoldenTest(objective, batch.Batch().WithPrefixTree(Ids(batch, golden.Input("responses"))))
            .Prepared()
            .Values("adv", batch.Tokens, "Advantage")
            .Loss()
            .Gradient("grad_logp", batch.Tokens, "logp");
    }

    private static int[][] Ids(TokenLayout batch, GoldenArray responses)
    {
        int width = responses.Shape[1];
        int[][] ids = new int[responses.Shape[0]][];
        for (int index = 0; index < ids.Length; index++)
        {
            ids[batch.Completions.Rows[index]] =
                [.. Enumerable.Range(index * width, width).Where(place => batch.Tokens.Rows[place] >= 0).Select(place => (int)responses.Values[place])];
        }

        return ids;
    }
}
