using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`44-selm`: pairs with a third completion, the fresh response.</summary>
internal static class ExplorationGoldens
{
    private static readonly string[] _sides = ["chosen", "rejected", "response"];

    public static GoldenAdapter Selm { get; } = new("SELM", golden =>
    {
        GoldenArray[] masks = [.. _sides.Select(side => golden.Input($"mask_{side}"))];
        int count = masks[0].Shape[0];
        GoldenLayout layout = new(golden);
        GoldenAxis pairs = layout.Root("pair", count);
        GoldenAxis completions = layout.Root("completion", count, _sides.Length);
        GoldenAxis tokens = layout.Under(completions, "token", GoldenArray.Stack(masks));
        GoldenAxis[] ofSide = [.. _sides.Select((_, i) => tokens.At(i, masks[i].Shape[1]))];
        for (int i = 0; i < _sides.Length; i++)
        {
            layout.Link(pairs, _sides[i], completions.At(i))
                .Column(ofSide[i], "logp", $"logp_{_sides[i]}")
                .Column(ofSide[i], "ref_logp", $"ref_logp_{_sides[i]}");
        }

        GoldenTest test = new GoldenTest(new Selm { Beta = golden.Number("beta"), Alpha = golden.Number("alpha") }, layout.Batch())
            .Loss()
            .Each("per_pair_loss", pairs)
            .Values("optimism_term", pairs, "Optimism");
        for (int i = 0; i < _sides.Length; i++)
        {
            test.Gradient($"grad_logp_{_sides[i]}", ofSide[i], "logp");
        }

        return test;
    });
}
