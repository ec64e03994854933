namespace Paragon.Testing;

/// <summary>A golden case as a trial of mutants.</summary>
internal sealed class GoldenTrial(string file, GoldenCase golden, GoldenTest test) : IMutantTrial
{
    /// <summary>Name of the objective.</summary>
    public string Objective => test.Objective.Descriptor.Name;

    /// <summary>How long a run takes, to order trials by.</summary>
    public int Rows => test.Batch.Levels.Values.Sum(level => level.Rows);

    /// <inheritdoc/>
    public IEnumerable<(Mutant Mutant, string Notice)> Notice(IReadOnlyList<Mutant> mutants)
    {
        SharedGraph graph = new(test.Objective);
        if (Failure(test, graph) is { } wrong)
        {
            throw new MutantException($"{wrong} The objective must pass before its mutants are tried.");
        }

        foreach (Mutant mutant in mutants.Where(graph.Sees))
        {
            if (Failure(test.Of(mutant.Of(test.Objective)), graph) is { } failure)
            {
                yield return (mutant, $"{file}, {golden.Name}: {(double.IsNaN(failure.Difference) ? "an error" : failure.Quantity)}");
            }
        }
    }

    private GoldenRow? Failure(GoldenTest of, SharedGraph graph) =>
        GoldenVerifier.Compare(new GoldenRow(file, "", golden.Name, "", "", GoldenStatus.Failed, double.NaN, null), golden, of, [graph]).FirstOrDefault(row => row.Status == GoldenStatus.Failed);
}
