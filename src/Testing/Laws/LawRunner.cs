using CsCheck;

namespace Paragon.Testing;

/// <summary>Tries laws on batches that are the same in every run, and looks for a small batch when one is broken.</summary>
internal sealed class LawRunner
{
    private const uint Stream = 51;

    private const int Shrinks = 100;

    // Each way of making a batch extreme is tried on so many of the random ones.
    private const int ExtremeBatches = 4;

    private readonly IObjective _objective;
    private readonly IReadOnlyList<string> _seeds;
    private readonly BatchGenerator _generator;
    private readonly Adversary _adversary;

    public LawRunner(IObjective objective, BatchGenerator generator, int batches, string? seed)
    {
        if (objective.Stages.Count == 0)
        {
            throw new LawException($"{objective} has no formula: mark a method with [Reward], [Advantage], [Loss] or [Metric].");
        }

        _objective = objective;
        _seeds = seed is null ? [.. Enumerable.Range(1, batches).Select(Seed)] : [seed];
        _generator = FamilyProbe.Fitted(objective, generator);
        _adversary = new Adversary(generator);
    }

    /// <summary>What the failure of a law says, or null where it holds.</summary>
    public string? Failure(Law law)
    {
        foreach ((string way, Func<PackedBatch, PackedBatch> change) in Ways(law))
        {
            foreach (string seed in way.Length == 0 ? _seeds : _seeds.Take(ExtremeBatches))
            {
                if (Try(law, change, seed, null, out Size size) is { } violation)
                {
                    return Report(law, way, Smallest(law, change, (seed, violation, size)));
                }
            }
        }

        return null;
    }

    private IEnumerable<(string Name, Func<PackedBatch, PackedBatch> Change)> Ways(Law law)
    {
        if (law.Batches.HasFlag(LawBatches.Random))
        {
            yield return ("", batch => batch);
        }

        if (law.Batches.HasFlag(LawBatches.Adversarial))
        {
            foreach ((string, Func<PackedBatch, PackedBatch>) way in _adversary.Ways)
            {
                yield return way;
            }
        }
    }

    /// <summary>Draws on from new seeds and keeps the smallest batch that breaks the law, as CsCheck does.</summary>
    private (string Seed, string Violation) Smallest(Law law, Func<PackedBatch, PackedBatch> change, (string Seed, string Violation, Size Size) found)
    {
        for (int i = 0; i < Shrinks && _seeds.Count > 1; i++)
        {
            string seed = Seed(1000 + i);
            if (Try(law, change, seed, found.Size, out Size size) is { } violation)
            {
                found = (seed, violation, size);
            }
        }

        return (found.Seed, found.Violation);
    }

    private string? Try(Law law, Func<PackedBatch, PackedBatch> change, string seed, Size? below, out Size size)
    {
        PCG random = PCG.Parse(seed);
        PackedBatch batch = _generator.Generate(random, null, out size);
        if (below is not null && !Size.IsLessThan(size, below))
        {
            return null;
        }

        try
        {
            return law.Violation(new LawTrial(_objective, _generator.Schema, change(batch), random));
        }
        catch (Exception error)
        {
            // A native library appends its stack to the message.
            return $"{error.GetType().Name}: {error.Message.Split('\n')[0]}";
        }
    }

    private string Report(Law law, string way, (string Seed, string Violation) found)
    {
        PackedBatch batch = _adversary.Ways.FirstOrDefault(known => known.Name == way, ("", same => same)).Item2(_generator.Generate(PCG.Parse(found.Seed), null, out _));
        return $"""
            {_objective} breaks the law that {law.Name}{(way.Length > 0 ? $" (on a batch in which {way})" : "")}.
              {found.Violation}
            On the batch
            {BatchText.Of(batch)}
            Try it alone with Laws.Of(objective).Seed("{found.Seed}").
            """;
    }

    private static string Seed(int number) => new PCG(Stream, (ulong)number).ToString();
}
