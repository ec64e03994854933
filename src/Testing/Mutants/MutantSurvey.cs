using Microsoft.Extensions.Configuration;

namespace Paragon.Testing;

/// <summary>Tries golden cases and declared identities on the mutants of objectives, and tells what none of them notices.</summary>
public sealed class MutantSurvey
{
    private readonly ILookup<string, GoldenTrial> _goldens;

    /// <summary>A survey with the cases of some golden files; without files only identities are tried.</summary>
    /// <param name="files">The files. Each objective is tried on the cases that are about it.</param>
    /// <param name="adapters">Adapters of the files' methods.</param>
    public MutantSurvey(IEnumerable<GoldenFile> files, IReadOnlyList<GoldenAdapter> adapters) =>
        _goldens = files.SelectMany(file => Trials(file, adapters)).ToLookup(trial => trial.Objective);

    /// <summary>Makes every mutant of an objective with its default options and tries them.</summary>
    /// <exception cref="MutantException">The objective itself fails a case or breaks an identity.</exception>
    public MutantReport Run(ObjectiveDescriptor descriptor)
    {
        IObjective objective = descriptor.Read(new ConfigurationBuilder().Build());
        IMutantTrial[] trials = [.. _goldens[descriptor.Name].OrderBy(trial => trial.Rows), .. objective.Identities.Select(identity => new IdentityTrial(identity))];
        IReadOnlyList<Mutant> mutants = Mutation.Of(objective);
        Dictionary<Mutant, string> killed = [];
        foreach (IMutantTrial trial in trials)
        {
            foreach ((Mutant mutant, string notice) in trial.Notice([.. mutants.Where(mutant => !killed.ContainsKey(mutant))]).ToArray())
            {
                killed.Add(mutant, notice);
            }
        }

        IReadOnlyDictionary<Mutant, Equivalence> unnoticed = Equivalence.Of(descriptor, [.. mutants.Where(mutant => !killed.ContainsKey(mutant))]);
        return new MutantReport(descriptor.Name, trials.Length, [.. mutants.Select(mutant =>
            killed.TryGetValue(mutant, out string? notice) ? new MutantOutcome(mutant, MutantFate.Killed, notice)
            : new MutantOutcome(mutant, unnoticed[mutant].Difference is null ? MutantFate.Equivalent : MutantFate.Survived, unnoticed[mutant].ToString()))]);
    }

    private static IEnumerable<GoldenTrial> Trials(GoldenFile file, IReadOnlyList<GoldenAdapter> adapters) =>
        from golden in file.Cases
        from adapter in adapters
        where adapter.Fits(file, golden)
        let test = adapter.Make(new GoldenReader(golden))
        where test.HasObjective
        select new GoldenTrial(Name(file), golden, test);

    // Our own cases have the name of the file whose method they add to.
    private static string Name(GoldenFile file) => Path.GetFileName(Path.GetDirectoryName(file.Path)) == "Own" ? $"Own/{Path.GetFileName(file.Path)}" : Path.GetFileName(file.Path);
}
