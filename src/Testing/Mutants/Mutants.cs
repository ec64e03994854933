namespace Paragon.Testing;

/// <summary>The mutants of an objective, as one call of a test: every one must fail a golden case or a declared identity.</summary>
/// <example>
/// <code>
/// [Fact] public void Mutants_are_killed() => Mutants.Of&lt;MyMethod>(adapters, "Goldens/my-method.json").ThrowIfAnySurvived();
/// </code>
/// </example>
public static class Mutants
{
    /// <summary>Tries golden cases and the method's declared identities on every mutant of it.</summary>
    /// <typeparam name="T">The method.</typeparam>
    /// <param name="adapters">Adapters of the files' methods.</param>
    /// <param name="files">Golden files.</param>
    /// <exception cref="GoldenException">A file cannot be read.</exception>
    /// <exception cref="MutantException">The method itself fails a case or breaks an identity.</exception>
    public static MutantReport Of<T>(IReadOnlyList<GoldenAdapter> adapters, params IEnumerable<string> files)
        where T : IObjective<T> => new MutantSurvey(files.Select(GoldenFile.Read), adapters).Run(T.Describe());
}
