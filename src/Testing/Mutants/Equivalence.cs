using CsCheck;
using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>
/// Whether a mutant has another meaning than its original: options and batches are looked for on which it differs. One that
/// differs on none has, as far as sampling sees, the same: no test can notice it.
/// </summary>
/// <param name="Batches">On how many batches the two were compared.</param>
/// <param name="Settings">Under how many settings of the options.</param>
/// <param name="Difference">Where they differ, in words with numbers; null where nowhere.</param>
public sealed record Equivalence(int Batches, int Settings, string? Difference)
{
    private const uint Stream = 53;

    // Two exact computations of one number differ by less, and two formulas that only look alike by more; an option in the
    // thousands and above makes rounding larger as it is larger.
    private const double Tolerance = 1e-9;

    private const double LargestOption = 1e3;

    private const int MostBatches = 160;

    /// <inheritdoc/>
    public override string ToString() => Difference ?? (Settings == 0 ? "options decide it alike under every setting" : $"the same on {Batches} batches under {Settings} settings");

    /// <summary>Compares mutants with their original.</summary>
    /// <param name="descriptor">The objective.</param>
    /// <param name="mutants">Mutants of it.</param>
    /// <exception cref="MutantException">No batch could be computed where options leave a mutant's change in the formula, so nothing is known of it.</exception>
    public static IReadOnlyDictionary<Mutant, Equivalence> Of(ObjectiveDescriptor descriptor, IReadOnlyList<Mutant> mutants)
    {
        Dictionary<Mutant, Equivalence> found = mutants.ToDictionary(mutant => mutant, _ => new Equivalence(0, 0, null));
        IObjective[] variants = mutants.Count == 0 ? [] : [.. OptionVariants.Of(descriptor)];
        int random = Math.Clamp(MostBatches / Math.Max(1, variants.Length), 2, 20);
        foreach (IObjective objective in variants)
        {
            SharedGraph graph = new(objective);
            Mutant[] open = [.. mutants.Where(mutant => found[mutant].Difference is null && graph.Sees(mutant))];
            if (open.Length > 0)
            {
                Compare(objective, graph, open, (random, Tolerance * Math.Max(1, LargestNumber(descriptor, objective) / LargestOption)), found);
            }
        }

        return found.FirstOrDefault(entry => entry.Value is { Settings: > 0, Batches: 0 }) is { Key: { } unknown }
            ? throw new MutantException($"No random batch could be computed for {descriptor.Name}, so nothing is known of its mutant '{unknown.Stage}: {unknown.Change}'.")
            : found;
    }

    private static double LargestNumber(ObjectiveDescriptor descriptor, IObjective objective) =>
        descriptor.Options.Where(option => option.Kind == OptionKind.Number).Select(option => Math.Abs(objective.Option(option.Name))).Where(double.IsFinite).DefaultIfEmpty(0).Max();

    private static void Compare(IObjective objective, SharedGraph graph, Mutant[] mutants, (int Batches, double Tolerance) with, Dictionary<Mutant, Equivalence> found)
    {
        foreach (Mutant mutant in mutants)
        {
            found[mutant] = found[mutant] with { Settings = found[mutant].Settings + 1 };
        }

        foreach ((string way, PackedBatch batch) in Samples(objective, with.Batches))
        {
            graph.Forget();
            Dictionary<string, double[]?> originals = [];
            foreach (Mutant mutant in mutants.Where(mutant => found[mutant].Difference is null))
            {
                if (!originals.TryGetValue(mutant.Stage, out double[]? expected))
                {
                    originals[mutant.Stage] = expected = Quantities(graph, objective, mutant.Stage, batch, out _);
                }

                if (expected is not null)
                {
                    double[]? actual = Quantities(graph, mutant.Of(objective), mutant.Stage, batch, out string? error);
                    found[mutant] = found[mutant] with { Batches = found[mutant].Batches + 1, Difference = Differ(expected, actual, with.Tolerance, error) is { } difference ? $"{objective}{way}: {difference}" : null };
                }
            }
        }
    }

    private static IEnumerable<(string Way, PackedBatch Batch)> Samples(IObjective objective, int random)
    {
        BatchGenerator generator = FamilyProbe.Fitted(objective, BatchGenerator.For(objective));
        PackedBatch[] batches = [.. Enumerable.Range(1, random).Select(seed => generator.Generate(new PCG(Stream, (ulong)seed), null, out _))];
        Adversary adversary = new(generator);
        return batches.Select(batch => ("", batch))
            .Concat(from way in adversary.Ways.Concat(adversary.Bounds) from batch in batches.Take(2) select ($", {way.Name}", way.Change(batch)));
    }

    private static string? Differ(double[] expected, double[]? actual, double tolerance, string? error)
    {
        if (actual is null)
        {
            return error;
        }

        // A column that the loss no longer depends on has no gradient.
        int worst = actual.Length != expected.Length ? 0 : Agreement.Worst([.. expected.Zip(actual, Agreement.Difference)]);
        return actual.Length != expected.Length ? "the gradient does not reach the same columns"
            : Agreement.Difference(expected[worst], actual[worst]) > tolerance ? $"{expected[worst]} becomes {actual[worst]}"
            : null;
    }

    /// <summary>The values of the formula, and the gradient of the loss if it is one; null where the batch is an error.</summary>
    private static double[]? Quantities(SharedGraph graph, IObjective objective, string name, PackedBatch batch, out string? error)
    {
        Stage stage = objective.Stages.Single(stage => stage.Name == name);
        try
        {
            error = null;
            double[] values = graph.Values(objective, stage, batch);
            return stage.Kind != StageKind.Loss ? values
                : [.. values, .. graph.Loss(objective, batch).Gradient!.OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal).SelectMany(entry => entry.Value)];
        }
        catch (Exception refusal) when (refusal is BatchException or EvaluationException or DifferentiationException)
        {
            error = refusal.Message;
            return null;
        }
    }
}
