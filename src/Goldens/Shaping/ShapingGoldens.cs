using Paragon.Algorithms;
using Paragon.Testing;
using Paragon.Training;

namespace Paragon.Goldens;

/// <summary>`42-*`: PAR, the shapings that it is compared with, and the trainers around them.</summary>
internal static class ShapingGoldens
{
    private static readonly ColumnName Score = new("completion", "score");

    public static IEnumerable<GoldenAdapter> All =>
    [
        new("PAR: mean over references of sigmoid(k (r - r_ref))", golden => Referenced(golden, new Par { Steepness = golden.Number("k") })),
        new("centred tanh", golden => Referenced(golden, new ParTanh())),
        new("centred arctan", golden => Referenced(golden, new ParArctan())),
        new("centred degree-5 polynomial fitted to the sigmoid", golden => Referenced(Fitted(golden), new ParPolynomial())),
        new("plain centring", golden => Referenced(golden, new CentredReward())),
        new("slow growth then fast convergence", golden => Referenced(golden, new SlowGrowth { Steepness = golden.Number("k"), Shift = golden.Number("shift") })),
        new("log-sigmoid centring at the 0.85 normal quantile of the references", Lsc),
        new("uncentred sigmoid", golden => Alone(golden, new SigmoidReward { Steepness = golden.Number("k") })),
        new("uncentred tanh", golden => Alone(golden, new TanhReward())),
        new("uncentred fitted polynomial", golden => Alone(Fitted(golden), new PolynomialReward())),
        new("length penalty and reward ceiling", Penalized),
        new("running meanstd", golden => Running(golden, new MeanStd())),
        new("running clipping", golden => Running(golden, new ClippedReward())),
        new("running minmax", golden => Running(golden, new MinMax())),
        .. ShapedTrainingGoldens.All,
    ];

    private static GoldenTest Lsc(GoldenReader golden) => Referenced(golden, new Lsc { Quantile = NormalQuantile(golden.Number("percentile")) });

    /// <summary>Φ⁻¹, by Newton's method on the series of Φ.</summary>
    private static double NormalQuantile(double probability)
    {
        double x = 0;
        for (int step = 0; step < 100; step++)
        {
            double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI), term = x, sum = x;
            for (int odd = 3; odd < 300; odd += 2)
            {
                sum += term *= x * x / odd;
            }

            x -= (0.5 + (density * sum) - probability) / density;
        }

        return x;
    }

    /// <summary>The coefficients of a case are those of the formula.</summary>
    private static GoldenReader Fitted(GoldenReader golden)
    {
        double[] coefficients = golden.Numbers("poly_coefficients_high_to_low");
        double[] known = [0.0002026749004944174, -4.607074096515595e-09, -0.01013108100008783, 1.0845109454004832e-07, 0.22878950407973278, 0.4999995390225987];
        return coefficients.SequenceEqual(known) ? golden : throw new GoldenException($"{golden.Case.Where}: the polynomial has other coefficients than the fit of the sigmoid on 100 points of [-5, 5].");
    }

    /// <summary>The batch holds the references that are used: the first `max_refs`.</summary>
    private static GoldenTest Referenced(GoldenReader golden, IObjective objective)
    {
        GoldenArray references = golden.Input("ref_reward");
        int width = references.Shape[1], used = golden.Has("max_refs") ? golden.Integer("max_refs") : width;
        GoldenLayout layout = new(golden);
        GoldenAxis completions = layout.Root("completion", references.Shape[0]);
        GoldenArray mask = references with { Values = [.. references.Values.Select((_, place) => place % width < used ? 1.0 : 0)] };
        layout.Column(layout.Under(completions, "reference", mask), "score", references);
        return Shaped(new GoldenTest(objective, layout.Column(completions, "score", "reward").Batch()), completions, "Shaped");
    }

    private static GoldenTest Alone(GoldenReader golden, IObjective objective)
    {
        GoldenLayout layout = new(golden);
        GoldenAxis completions = layout.Root("completion", golden.Input("reward").Shape);
        return Shaped(new GoldenTest(objective, layout.Column(completions, "score", "reward").Batch()), completions, "Shaped");
    }

    private static GoldenTest Penalized(GoldenReader golden)
    {
        GoldenArray lengths = golden.Input("response_length");
        int longest = (int)lengths.Values.Max();
        GoldenLayout layout = new(golden);
        GoldenAxis completions = layout.Root("completion", lengths.Shape);
        GoldenArray tokens = GoldenArray.Filled(0, lengths.Shape[0], longest);
        layout.Under(completions, "token", tokens with { Values = [.. tokens.Values.Select((_, place) => place % longest < lengths.Values[place / longest] ? 1.0 : 0)] });
        LengthPenalty objective = new() { ValidLength = golden.Number("valid_length"), Slope = golden.Number("coef"), Ceiling = golden.Number("ceil", double.PositiveInfinity) };
        return Shaped(new GoldenTest(objective, layout.Column(completions, "score", "reward").Batch()), completions, "Penalized");
    }

    private static GoldenTest Shaped(GoldenTest test, GoldenAxis completions, string stage) => test
        .Values("shaped", completions, stage)
        .From("dshaped_dreward", run => completions.Unpack(Slope.Of(run.Objective, run.Test.Batch, stage, Score)));

    /// <summary>Batches in order, each shaped by the state before it.</summary>
    private static GoldenTest Running(GoldenReader golden, IObjective objective)
    {
        GoldenArray rewards = golden.Input("reward_batches");
        int width = rewards.Shape[1];
        List<PackedBatch> batches = [];
        List<double> states = [];
        RunningStatistics state = new();
        foreach (double[] scores in rewards.Values.Chunk(width))
        {
            batches.Add(state.On(new PackedBatchBuilder().Level("completion", width).Column("completion", "score", scores).Build()));
            state = state.With(scores);
            states.AddRange([state.Mean, state.PopulationStd, state.High, state.Low]);
        }

        return new GoldenTest(objective, batches[0])
            .From("shaped_batches", run => rewards with { Values = [.. batches.SelectMany(batch => run.Backend.Values(run.Objective, run.Objective.Stages[0], batch))] })
            .From("dshaped_dreward_batches", run => rewards with { Values = [.. batches.SelectMany(batch => Slope.Of(run.Objective, batch, "Shaped", Score))] })
            .Computed("state_mean_std_max_min_after_each_batch", () => new GoldenArray([.. states], [batches.Count, 4]));
    }
}
