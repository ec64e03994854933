namespace Paragon.Testing;

/// <summary>What a wrong formula should not pass: a golden case, a declared identity.</summary>
internal interface IMutantTrial
{
    /// <summary>Those of some mutants that do not pass, and what gave them away.</summary>
    /// <exception cref="MutantException">The objective itself does not pass: a trial that always fails would notice everything.</exception>
    IEnumerable<(Mutant Mutant, string Notice)> Notice(IReadOnlyList<Mutant> mutants);
}
