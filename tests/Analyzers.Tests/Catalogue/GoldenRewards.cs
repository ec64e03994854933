using Paragon.Testing;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>One expected vector of rewards: the specimen, the batch that it is computed on, and what the method's own code gave.</summary>
/// <param name="Objective">The specimen with the case's options.</param>
/// <param name="Batch">The case's inputs.</param>
/// <param name="Expected">Rewards of the completions.</param>
internal sealed record GoldenRewards(IObjective Objective, PackedBatch Batch, double[] Expected);

/// <summary>How the golden files of the shapings that PAR is compared with become batches.</summary>
internal static class ParGoldens
{
    private static readonly Dictionary<string, string> s_specimens = new()
    {
        ["42-par"] = "par-par",
        ["42-par-tanh"] = "par-tanh-centred",
        ["42-par-arctan"] = "par-arctan",
        ["42-par-fitted-poly"] = "par-polynomial-centred",
        ["42-centered"] = "par-centered",
        ["42-sigmoid"] = "par-sigmoid",
        ["42-tanh"] = "par-tanh",
        ["42-fitted-poly"] = "par-polynomial",
        ["42-sgfc"] = "par-slow-growth",
        ["42-lsc"] = "par-lsc",
        ["42-length-penalty-and-ceil"] = "par-length-penalty",
        ["42-meanstd"] = "par-meanstd",
        ["42-clip"] = "par-clip",
        ["42-minmax"] = "par-minmax",
    };

    private static readonly (string Parameter, string Option)[] s_options =
        [("k", "Steepness"), ("shift", "Shift"), ("valid_length", "ValidLength"), ("coef", "Slope"), ("ceil", "Highest")];

    /// <summary>The files.</summary>
    public static IEnumerable<string> Files => s_specimens.Keys;

    /// <summary>What a case expects: one vector, or one for each batch of a shaper with a state.</summary>
    public static IEnumerable<GoldenRewards> Of(string file, GoldenCase golden)
    {
        GoldenReader reader = new(golden);
        IObjective objective = SpecimenObjectives.Make(
            s_specimens[file], [.. s_options.Where(option => reader.Has(option.Parameter)).Select(option => (option.Option, reader.Number(option.Parameter)))]);
        return reader.HasInput("reward_batches") ? Batches(golden, reader, objective) : [Single(golden, reader, objective)];
    }

    private static GoldenRewards Single(GoldenCase golden, GoldenReader reader, IObjective objective)
    {
        double[] rewards = reader.Input("reward").Values;
        PackedBatchBuilder builder = new PackedBatchBuilder().Level("completion", rewards.Length).Column("completion", "score", rewards);
        if (reader.HasInput("ref_reward"))
        {
            GoldenArray references = reader.Input("ref_reward");
            int used = reader.Integer("max_refs", references.Shape[1]);
            builder.LevelOf("reference", "completion", rewards.Select(_ => Math.Min(used, references.Shape[1])))
                .Column("reference", "score", references.Values.Where((_, place) => place % references.Shape[1] < used));
        }

        if (reader.HasInput("response_length"))
        {
            builder.LevelOf("token", "completion", reader.Input("response_length").Values.Select(length => (int)length));
        }

        return new GoldenRewards(objective, builder.Build(), Expected(golden, "shaped").Values);
    }

    // The state before a batch is the one that the case gives after the batch before it.
    private static IEnumerable<GoldenRewards> Batches(GoldenCase golden, GoldenReader reader, IObjective objective)
    {
        GoldenArray rewards = reader.Input("reward_batches");
        GoldenArray shaped = Expected(golden, "shaped_batches");
        GoldenArray states = Expected(golden, "state_mean_std_max_min_after_each_batch");
        int width = rewards.Shape[1];
        for (int batch = 0; batch < rewards.Shape[0]; batch++)
        {
            double seen = batch * width;
            (double mean, double std, double high, double low) = batch == 0 ? (0, 0, -10000, 10000)
                : (states[batch - 1, 0], states[batch - 1, 1], states[batch - 1, 2], states[batch - 1, 3]);
            PackedBatch packed = new PackedBatchBuilder().Level("completion", width)
                .Column("completion", "score", rewards.Values.Skip(batch * width).Take(width))
                .Column("completion", "seen_count", Each(width, seen)).Column("completion", "seen_mean", Each(width, mean))
                .Column("completion", "seen_deviation", Each(width, std * std * seen))
                .Column("completion", "seen_high", Each(width, high)).Column("completion", "seen_low", Each(width, low))
                .Build();
            yield return new GoldenRewards(objective, packed, [.. shaped.Values.Skip(batch * width).Take(width)]);
        }
    }

    private static IEnumerable<double> Each(int width, double value) => Enumerable.Repeat(value, width);

    private static GoldenArray Expected(GoldenCase golden, string name) => new GoldenReader(golden with { Inputs = golden.Expected }).Input(name);
}
