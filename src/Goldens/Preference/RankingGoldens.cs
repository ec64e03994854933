using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Losses of ranked lists: PRO.</summary>
internal static class RankingGoldens
{
    public static IEnumerable<GoldenAdapter> All => [new GoldenAdapter("PRO ranking loss", Pro)];

    /// <summary>
    /// The file gives each completion's summed log-probability and its length; the batch has that many tokens, which
    /// share the sum equally. The loss depends on the sum alone, so its derivative by the sum is that by any token.
    /// </summary>
    private static GoldenTest Pro(GoldenReader golden)
    {
        GoldenArray sums = golden.Input("logp_sum");
        GoldenArray lengths = golden.Input("length");
        int longest = (int)lengths.Values.Max();
        GoldenLayout layout = new(golden);
        GoldenAxis lists = layout.Root("group", sums.Shape[0]);
        GoldenAxis completions = layout.Under(lists, "completion", GoldenArray.Filled(1, sums.Shape));
        GoldenAxis tokens = layout.Under(completions, "token", Mask(golden, lengths, longest));
        GoldenArray demonstration = golden.Input("sft_index");
        layout
            .Column(tokens, "logp", sums with { Values = [.. sums.Values.Zip(lengths.Values, (sum, length) => sum / length)] })
            .Column(completions, "reward")
            .Column(completions, "demonstration", sums with { Values = [.. sums.Values.Select((_, i) => i % sums.Shape[1] == demonstration.Values[i / sums.Shape[1]] ? 1.0 : 0.0)] });
        return new GoldenTest(new Pro { SftWeight = golden.Number("sft_weight", 0.05), Epsilon = golden.Number("eps", 1e-10) }, layout.Batch())
            .Loss()
            .From("grad_logp_sum", run => run.Loss.Gradient is { } gradient
                ? sums with { Values = [.. tokens.Unpack(gradient[new ColumnName("token", "logp")]).Values.Where((_, i) => i % longest == 0)] }
                : null);
    }

    private static GoldenArray Mask(GoldenReader golden, GoldenArray lengths, int longest)
    {
        foreach (double length in lengths.Values)
        {
            if (length < 1 || length != Math.Floor(length))
            {
                throw new GoldenException($"{golden.Case.Where}: the length {length} is no number of tokens.");
            }
        }

        return new GoldenArray([.. lengths.Values.SelectMany(length => Enumerable.Range(0, longest).Select(i => i < length ? 1.0 : 0.0))], [.. lengths.Shape, longest]);
    }
}
