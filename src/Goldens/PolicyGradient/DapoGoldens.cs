using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`00-dapo-overlong`, `00-dapo-dynamic-sampling`.</summary>
internal static class DapoGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("DAPO soft overlong penalty", golden =>
        {
            GoldenArray lengths = golden.Input("lengths");
            int count = lengths.Values.Length;
            int longest = (int)lengths.Values.Max();
            GoldenArray mask = new([.. Enumerable.Range(0, count * longest).Select(place => place % longest < lengths.Values[place / longest] ? 1.0 : 0)], [count, longest]);
            GoldenLayout layout = new(golden);
            GoldenAxis completions = layout.Root("completion", count);
            layout.Column(completions, "reward", GoldenArray.Filled(0, count)).Under(completions, "token", mask);
            OverlongPenalty objective = new()
            {
                Flavour = golden.Choice<OverlongFlavour>("flavour"),
                MaxLength = golden.Number("max_len"),
                Buffer = golden.Number("buffer"),
                Factor = golden.Number("penalty", 1),
            };
            return new GoldenTest(objective, layout.Batch()).Values("penalty", completions, "Penalized");
        }),
        new("DAPO dynamic sampling filter", golden =>
        {
            GoldenLayout layout = new(golden);
            (_, GoldenAxis completions) = layout.Grouped("group", "completion", golden.Input("group"));
            return new GoldenTest(new DynamicSampling(), layout.Column(completions, "reward", "metric").Batch()).Values("keep", completions, "Keep");
        }),
    ];
}
