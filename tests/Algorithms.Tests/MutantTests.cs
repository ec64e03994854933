using Paragon.Goldens;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>Every objective with one thing wrong: some golden case must notice.</summary>
public sealed class MutantTests
{
    [Fact]
    public void Golden_vectors_notice_a_flipped_sign_a_dropped_stop_gradient_and_a_mean_that_is_a_sum()
    {
        Dictionary<(string Objective, string Stage, string Change, string Graph), string?> noticed = [];
        foreach (GoldenFile file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Goldens"), "*.json").Order(StringComparer.Ordinal).Select(GoldenFile.Read))
        {
            foreach (GoldenCase golden in file.Cases)
            {
                foreach (Mutant mutant in Mutants(file, golden, out string objective))
                {
                    (string, string, string, string) key = (objective, mutant.Stage, mutant.Change, mutant.GraphSource);
                    if (noticed.GetValueOrDefault(key) is null)
                    {
                        GoldenRow? failure = GoldenVerifier.Verify(file, golden, With(mutant), [new GraphBackend()]).FirstOrDefault(row => row.Status == GoldenStatus.Failed);
                        noticed[key] = failure is null ? null : $"{Path.GetFileName(file.Path)}, {golden.Name}, {failure.Quantity}";
                    }
                }
            }
        }

        Assert.NotEmpty(noticed);
        string[] survivors = [.. noticed.Where(pair => pair.Value is null).Select(pair => $"{pair.Key.Objective}.{pair.Key.Stage}: {pair.Key.Change}")];
        string table = string.Join('\n', noticed.Select(pair => $"| {pair.Key.Objective} | {pair.Key.Stage} | {pair.Key.Change} | {pair.Value ?? "**nothing**"} |").Order(StringComparer.Ordinal));
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "mutants.md"), $"| objective | formula | change | noticed by |\n| --- | --- | --- | --- |\n{table}\n");
        Assert.True(survivors.Length == 0, $"{survivors.Length} of {noticed.Count} mutants went unnoticed:\n{string.Join('\n', survivors)}");
    }

    private static IEnumerable<Mutant> Mutants(GoldenFile file, GoldenCase golden, out string objective)
    {
        GoldenTest? test = GoldenCatalogue.All.Where(adapter => adapter.Method == file.Method).Select(adapter => adapter.Make(new GoldenReader(golden))).FirstOrDefault(made => made.HasObjective);
        objective = test?.Objective.Descriptor.Name ?? "";
        return test is null ? [] : Mutation.Of(test.Objective).Where(mutant => Reads(test, golden, mutant));
    }

    /// <summary>Whether the case looks at the formula at all: a golden file of an advantage says nothing of the loss beside it.</summary>
    private static bool Reads(GoldenTest test, GoldenCase golden, Mutant mutant)
    {
        StageKind kind = test.Objective.Stages.Single(stage => stage.Name == mutant.Stage).Kind;
        return kind switch
        {
            StageKind.Loss => golden.Expected.Keys.Any(name => name.Contains("loss", StringComparison.Ordinal)),
            StageKind.Metric => false,
            _ => golden.Expected.Keys.Any(name => !name.Contains("loss", StringComparison.Ordinal) && !name.StartsWith("grad", StringComparison.Ordinal)),
        };
    }

    private static IReadOnlyList<GoldenAdapter> With(Mutant mutant) =>
        [.. GoldenCatalogue.All.Select(adapter => adapter with { Make = reader => adapter.Make(reader) is { HasObjective: true } test ? test.Of(mutant.Of(test.Objective)) : adapter.Make(reader) })];
}
