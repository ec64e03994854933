using CsCheck;

namespace Paragon.Testing;

/// <summary>
/// Finds how many elements a formula needs under one parent: a sample deviation needs two, and a formula that does not
/// guard it refuses a family of one, which is its right. Batches are then made that it accepts.
/// </summary>
internal static class FamilyProbe
{
    private const int Tries = 6;

    /// <summary>The generator with the smallest families that the formulas accept at each level.</summary>
    public static BatchGenerator Fitted(IObjective objective, BatchGenerator generator)
    {
        Dictionary<string, int> needed = generator.Schema.Levels.ToDictionary(level => level.Name, _ => 1);
        for (int most = 2; most <= 3 && !Accepts(objective, generator, needed); most++)
        {
            needed = needed.Keys.ToDictionary(level => level, _ => most);
        }

        foreach (string level in needed.Keys.Where(level => needed[level] > 1).ToArray())
        {
            Dictionary<string, int> less = new(needed) { [level] = 1 };
            needed = Accepts(objective, generator, less) ? less : needed;
        }

        return generator.Resized(level => (needed[level.Name], Math.Max(4, needed[level.Name])));
    }

    private static bool Accepts(IObjective objective, BatchGenerator generator, Dictionary<string, int> sizes)
    {
        BatchGenerator small = generator.Resized(level => (sizes[level.Name], sizes[level.Name]));
        for (ulong i = 1; i <= Tries; i++)
        {
            try
            {
                PackedBatch batch = LawTrial.Scalar.Prepare(objective, small.Generate(new PCG(7, i), null, out _));
                foreach (Stage stage in objective.Stages)
                {
                    LawTrial.Scalar.Values(objective, stage, batch);
                }
            }
            catch (BatchException)
            {
                return false;
            }
        }

        return true;
    }
}
