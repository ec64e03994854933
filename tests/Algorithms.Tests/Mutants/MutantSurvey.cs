using Microsoft.Extensions.Configuration;
using Paragon.Goldens;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests.Mutants;

/// <summary>A mutant and what became of it.</summary>
/// <param name="Objective">Name of the objective.</param>
/// <param name="Mutant">The mutant.</param>
/// <param name="NoticedBy">Golden file, case and quantity that notice it; null where none does.</param>
internal sealed record MutantRow(string Objective, Mutant Mutant, string? NoticedBy)
{
    public override string ToString() => $"{Objective}.{Mutant.Stage}: {Mutant.Change}";
}

/// <summary>Every mutant of every objective of the library, and the first golden case that notices it.</summary>
internal static class MutantSurvey
{
    private static readonly IBackend[] _graph = [new GraphBackend()];

    public static IReadOnlyList<MutantRow> Run()
    {
        ILookup<string, Trial> trials = GoldenFolder.Read().SelectMany(Trials).ToLookup(trial => trial.Objective.Descriptor.Name);
        return [.. Algorithms.Objectives.All.OrderBy(descriptor => descriptor.Name, StringComparer.Ordinal).SelectMany(descriptor =>
            Mutation.Of(descriptor.Read(new ConfigurationBuilder().Build())).Select(mutant =>
                new MutantRow(descriptor.Name, mutant, trials[descriptor.Name].Select(trial => Notice(trial, mutant)).FirstOrDefault(notice => notice is not null))))];
    }

    private static IEnumerable<Trial> Trials(GoldenFile file) =>
        from golden in file.Cases
        from adapter in GoldenCatalogue.All
        where adapter.Method == file.Method
        let test = adapter.Make(new GoldenReader(golden))
        where test.HasObjective
        select Right(new Trial(file, golden, adapter, test.Objective));

    /// <summary>The trial, if the objective itself passes it: a case that always fails would notice everything.</summary>
    private static Trial Right(Trial trial) =>
        Failure(trial, trial.Adapter) is { } failure ? throw new InvalidOperationException(failure.ToString()) : trial;

    private static string? Notice(Trial trial, Mutant mutant)
    {
        IObjective wrong = mutant.Of(trial.Objective);
        GoldenRow? failure = Failure(trial, trial.Adapter with { Make = reader => trial.Adapter.Make(reader).Of(wrong) });
        return failure is null ? null : $"{GoldenFolder.NameOf(trial.File)}, {failure.Case}: {(failure.Quantity.Length > 0 ? failure.Quantity : "an error")}";
    }

    private static GoldenRow? Failure(Trial trial, GoldenAdapter adapter) =>
        GoldenVerifier.Verify(trial.File, trial.Golden, [adapter], _graph).FirstOrDefault(row => row.Status == GoldenStatus.Failed);

    private sealed record Trial(GoldenFile File, GoldenCase Golden, GoldenAdapter Adapter, IObjective Objective);
}
