using System.Text.RegularExpressions;
using Paragon.Testing;

namespace Paragon.Compiler.Tests.Fuzzing;

/// <summary>Compiles the objectives of some seeds together and tries each on batches of its own.</summary>
internal static partial class FuzzRun
{
    /// <summary>What is wrong, each with its seed, source and batch.</summary>
    public static IEnumerable<string> Failures(IReadOnlyCollection<int> seeds, int batches, FuzzCounts counts)
    {
        Dictionary<int, string> sources = seeds.ToDictionary(seed => seed, FuzzedObjective.Source);
        using FuzzCompilation compilation = Compile(sources, out List<string> failures);
        Dictionary<string, int> seedOf = seeds.ToDictionary(FuzzedObjective.Name, seed => seed);
        foreach (IObjective objective in compilation.Objectives)
        {
            int seed = seedOf[objective.GetType().Name];
            counts.Formulas += objective.Stages.Count;
            counts.NotTaken += StageAttribute().Count(sources[seed]) - objective.Stages.Count;
            Random random = new(seed);
            for (int i = 0; i < batches; i++)
            {
                PackedBatch batch = FuzzBatches.Next(random, mayBeEmpty: i % 2 == 1, isExtreme: i >= 2);
                if (Failure(objective, batch, counts) is { } failure)
                {
                    failures.Add($"seed {seed}, batch {i}: {failure}\n{sources[seed]}\n{BatchText.Of(batch)}");
                    break;
                }
            }
        }

        return failures;
    }

    private static string? Failure(IObjective objective, PackedBatch batch, FuzzCounts counts)
    {
        try
        {
            return new FuzzTrial(objective, counts).Failure(batch);
        }
        catch (Exception error)
        {
            return $"{error}";
        }
    }

    /// <summary>All of them at once; if they do not compile together, those that compile alone.</summary>
    private static FuzzCompilation Compile(Dictionary<int, string> sources, out List<string> failures)
    {
        failures = [];
        try
        {
            return new FuzzCompilation(sources.Select(source => (FuzzedObjective.Name(source.Key), source.Value)));
        }
        catch (InvalidOperationException) when (sources.Count > 1)
        {
            Dictionary<int, string> good = [];
            foreach ((int seed, string source) in sources)
            {
                try
                {
                    new FuzzCompilation([(FuzzedObjective.Name(seed), source)]).Dispose();
                    good[seed] = source;
                }
                catch (InvalidOperationException error)
                {
                    failures.Add($"seed {seed} does not compile: {error.Message}\n{source}");
                }
            }

            return new FuzzCompilation(good.Select(source => (FuzzedObjective.Name(source.Key), source.Value)));
        }
    }

    [GeneratedRegex(@"^ *\[(Loss|Reward|Advantage|Metric)\]", RegexOptions.Multiline)]
    private static partial Regex StageAttribute();
}
