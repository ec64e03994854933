using CsCheck;

namespace Paragon.Testing;

/// <summary>
/// Looks for options and a batch on which a mutant differs from its original. One that differs on none has, as far as
/// sampling sees, the same meaning: no test can notice it.
/// </summary>
public static class Equivalence
{
    private const uint Stream = 53;

    // Two exact computations of one number differ by less, and two formulas that only look alike by more.
    private const double Tolerance = 1e-9;

    private static readonly GraphBackend _graph = new();

    /// <summary>Where the mutant differs from its original, in words with numbers; null where nowhere.</summary>
    /// <param name="descriptor">The objective.</param>
    /// <param name="mutant">A mutant of it.</param>
    /// <param name="batches">Random batches for each setting of the options.</param>
    /// <exception cref="LawException">No batch could be computed at all, so nothing is known.</exception>
    public static string? Difference(ObjectiveDescriptor descriptor, Mutant mutant, int batches = 20)
    {
        bool computed = false;
        foreach (IObjective objective in OptionVariants.Of(descriptor))
        {
            BatchGenerator generator = FamilyProbe.Fitted(objective, BatchGenerator.For(objective));
            for (uint seed = 1; seed <= batches; seed++)
            {
                PackedBatch batch = generator.Generate(new PCG(Stream, seed), null, out _);
                if (Quantities(objective, mutant.Stage, batch, out _) is not { } expected)
                {
                    continue;
                }

                computed = true;
                if (Quantities(mutant.Of(objective), mutant.Stage, batch, out string? error) is not { } actual)
                {
                    return $"{objective}: {error}";
                }

                int worst = Agreement.Worst([.. expected.Zip(actual, Agreement.Difference)]);
                if (Agreement.Difference(expected[worst], actual[worst]) > Tolerance)
                {
                    return $"{objective}: {expected[worst]} becomes {actual[worst]} on the batch\n{BatchText.Of(batch)}";
                }
            }
        }

        return computed ? null : throw new LawException($"No random batch could be computed for {descriptor.Name}, so nothing is known of its mutant '{mutant.Stage}: {mutant.Change}'.");
    }

    /// <summary>The values of the formula, and the gradient of the loss if it is one; null where the batch is an error.</summary>
    private static double[]? Quantities(IObjective objective, string name, PackedBatch batch, out string? error)
    {
        Stage stage = objective.Stages.Single(stage => stage.Name == name);
        try
        {
            error = null;
            double[] values = _graph.Values(objective, stage, batch);
            return stage.Kind != StageKind.Loss ? values
                : [.. values, .. _graph.Loss(objective, batch).Gradient!.OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal).SelectMany(entry => entry.Value)];
        }
        catch (Exception refusal) when (refusal is BatchException or Formulas.EvaluationException)
        {
            error = refusal.Message;
            return null;
        }
    }
}
