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
                        noticed[key] = Failure(file, golden, mutant) is not { } failure ? null : $"{Path.GetFileName(file.Path)}, {golden.Name}, {failure.Quantity}";
                    }
                }
            }
        }

        Assert.NotEmpty(noticed);
        foreach ((string Objective, string Stage, string Change, string Graph) key in noticed.Where(pair => pair.Value is null).Select(pair => pair.Key).ToArray())
        {
            noticed[key] = Explanation(key.Objective, key.Change, noticed);
        }

        string[] survivors = [.. noticed.Where(pair => pair.Value is null).Select(pair => $"{pair.Key.Objective}.{pair.Key.Stage}: {pair.Key.Change}")];
        string table = string.Join('\n', noticed.Select(pair => $"| {pair.Key.Objective} | {pair.Key.Stage} | {pair.Key.Change} | {pair.Value ?? "**nothing**"} |").Order(StringComparer.Ordinal));
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "mutants.md"), $"# What the tests notice\n\nEvery formula that a golden case looks at, with one thing wrong, and the first case and quantity that fails.\n{noticed.Count} mutants. Made by `dotnet run -c Release --project tests/Algorithms.Tests -- --filter-class '*MutantTests'`,\nwhich writes `mutants.md` beside the test program.\n\n| objective | formula | change | noticed by |\n| --- | --- | --- | --- |\n{table}\n");
        Assert.True(survivors.Length == 0, $"{survivors.Length} of {noticed.Count} mutants went unnoticed:\n{string.Join('\n', survivors)}");
    }

    /// <summary>Why a mutant that no case of its own objective notices is none the less seen, or cannot be; null where nothing explains it.</summary>
    private static string? Explanation(string objective, string change, Dictionary<(string Objective, string Stage, string Change, string Graph), string?> noticed) => objective switch
    {
        // Its golden cases have one aggregation; the formula of all of them is Aggregate.AsVerl, which ppo-policy's cases go through.
        "kl-cov" when noticed.FirstOrDefault(pair => pair.Key.Objective == "ppo-policy" && pair.Key.Change == change).Value is { } other => $"in the shared aggregation: {other}",
        "rloo" when change == "the mean over completion of batch is a sum" => "(equivalent: leave-one-out advantages add up to 0)",
        _ => null,
    };

    private static IEnumerable<Mutant> Mutants(GoldenFile file, GoldenCase golden, out string objective)
    {
        GoldenTest? test = GoldenCatalogue.All.Where(adapter => adapter.Method == file.Method).Select(adapter => adapter.Make(new GoldenReader(golden))).FirstOrDefault(made => made.HasObjective);
        objective = test?.Objective.Descriptor.Name ?? "";
        HashSet<string> seen = test is null ? [] : [.. test.Objective.Stages.Where(stage => Notices(file, golden, Mutation.Blank(stage))).Select(stage => stage.Name)];
        return test is null ? [] : Mutation.Of(test.Objective).Where(mutant => seen.Contains(mutant.Stage));
    }

    /// <summary>Whether the case looks at the formula at all: a golden file of an advantage says nothing of the loss beside it.</summary>
    private static bool Notices(GoldenFile file, GoldenCase golden, Mutant mutant) => Failure(file, golden, mutant) is not null;

    private static GoldenRow? Failure(GoldenFile file, GoldenCase golden, Mutant mutant) =>
        GoldenVerifier.Verify(file, golden, With(mutant), [new GraphBackend()]).FirstOrDefault(row => row.Status == GoldenStatus.Failed);

    private static IReadOnlyList<GoldenAdapter> With(Mutant mutant) =>
        [.. GoldenCatalogue.All.Select(adapter => adapter with { Make = reader => adapter.Make(reader) is { HasObjective: true } test ? test.Of(mutant.Of(test.Objective)) : adapter.Make(reader) })];
}
