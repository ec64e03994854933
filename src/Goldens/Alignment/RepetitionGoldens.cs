using Paragon.Algorithms;
using Paragon.Analysis;
using Paragon.Testing;
using Paragon.Training;

namespace Paragon.Goldens;

/// <summary>`62-ditto`, `62-ditto-pseudo-data`, `62-ditto-metrics`.</summary>
internal static class RepetitionGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("DITTO pseudo-repetition penalisation", Loss),
        new("DITTO pseudo-repetitive sequence construction", golden =>
        {
            int predicted = golden.Integer("max_tokens");
            int[] tokens = [.. golden.Input("tokens").Values.Select(token => (int)token)];
            PseudoRepetition made = PseudoRepetition.Of(tokens, golden.Integer("period_token"), golden.Integer("picked_sentence_end_index"), predicted);
            double[] sequence = [.. made.Tokens.Select(token => (double)token)];
            return GoldenTest.WithoutObjective()
                .Computed("prefix_len", () => GoldenArray.Scalar(made.PrefixLength))
                .Computed("sentence_len", () => GoldenArray.Scalar(made.SentenceLength))
                .Computed("input_tokens", () => GoldenArray.Vector(sequence[..^1]))
                .Computed("target_tokens", () => GoldenArray.Vector(sequence[1..]));
        }),
        new("self-reinforcement metrics (row n = n-th repetition, row 0 = first occurrence)", golden =>
        {
            GoldenArray winners = golden.Input("argmax_hit");
            SelfReinforcement metrics = SelfReinforcement.Of(
                [.. golden.Input("prob").Values.Chunk(winners.Shape[1])],
                [.. winners.Values.Chunk(winners.Shape[1]).Select(row => row.Select(hit => hit != 0).ToArray())]);
            return GoldenTest.WithoutObjective()
                .Computed("average_token_prob", () => GoldenArray.Vector([.. metrics.TokenProbability]))
                .Computed("increased_prob_rate", () => GoldenArray.Vector([.. metrics.IncreasedShare]))
                .Computed("winner_rate", () => GoldenArray.Vector([.. metrics.WinnerShare]));
        }),
    ];

    private static GoldenTest Loss(GoldenReader golden)
    {
        GoldenArray logp = golden.Input("logp");
        (GoldenArray prefix, GoldenArray sentence) = (golden.Input("prefix_len"), golden.Input("sentence_len"));
        GoldenLayout layout = new(golden);
        GoldenAxis tokens = layout.Under(layout.Root("completion", logp.Shape[0]), "token", GoldenArray.Filled(1, logp.Shape));
        int width = logp.Shape[1];
        layout.Column(tokens, "logp").Link(tokens, "previous_repetition", tokens, [.. Enumerable.Range(0, logp.Values.Length).Select(place =>
        {
            PseudoRepetition row = new([], (int)prefix.Values[place / width], (int)sentence.Values[place / width]);
            return row.Previous(place % width) is { } previous ? (place / width * width) + previous : -1;
        })]);
        return new GoldenTest(new Ditto { Decay = golden.Number("gamma"), Penalty = golden.Choice<RepetitionPenalty>("loss_type") }, layout.Batch())
            .Loss()
            .Values("loss_sum", GoldenAxis.Batch, "Total")
            .Values("penalized_tokens", GoldenAxis.Batch, "Repeated")
            .From("grad_logp_of_loss_sum", run => run.Loss.Gradient?[new ColumnName("token", "logp")] is { } gradient
                ? tokens.Unpack([.. gradient.Select(value => value * run.Values("Repeated")[0])])
                : null);
    }
}
