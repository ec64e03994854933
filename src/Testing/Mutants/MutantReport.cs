namespace Paragon.Testing;

/// <summary>What became of a mutant.</summary>
public enum MutantFate
{
    /// <summary>A golden case or a law noticed it.</summary>
    Killed,

    /// <summary>Nothing noticed it, and it is not the same formula.</summary>
    Survived,

    /// <summary>Nothing noticed it, and nothing can: it has the values and gradients of its original on every batch that was tried.</summary>
    Equivalent,
}

/// <summary>A mutant and what became of it.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Evidence">Killed: by what. Survived: where it differs from its original, which is what a case that kills it looks like. Equivalent: what was tried.</param>
public sealed record MutantOutcome(Mutant Mutant, MutantFate Fate, string Evidence);

/// <summary>The mutants of an objective and what became of them.</summary>
/// <param name="Objective">Name of the objective.</param>
/// <param name="Trials">How many golden cases and declared identities were tried.</param>
/// <param name="Outcomes">One for each mutant, in the order of the formulas.</param>
public sealed record MutantReport(string Objective, int Trials, IReadOnlyList<MutantOutcome> Outcomes)
{
    /// <summary>The outcomes of one kind.</summary>
    public IEnumerable<MutantOutcome> Of(MutantFate fate) => Outcomes.Where(outcome => outcome.Fate == fate);

    /// <summary>Demands that nothing survived.</summary>
    /// <exception cref="MutantException">Something did; the message has each survivor and what would kill it.</exception>
    public void ThrowIfAnySurvived()
    {
        MutantOutcome[] survivors = [.. Of(MutantFate.Survived)];
        if (survivors.Length > 0)
        {
            throw new MutantException($"{survivors.Length} of {Outcomes.Count} mutants of {Objective} survived {Trials} golden cases and identities. Add a golden case, or a law, that tells each from the formula:\n"
                + string.Join('\n', survivors.Select(outcome => $"{outcome.Mutant.Stage}: {outcome.Mutant.Change}\n  {outcome.Evidence}")));
        }
    }
}
