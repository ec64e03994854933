namespace Paragon;

/// <summary>
/// Takes batches apart and puts them together. Rows that are tied by a link belong together, so a part is always made of
/// whole connected components: a pair stays with its completions, a completion with its group and its tokens.
/// </summary>
public static class BatchSplitter
{
    /// <summary>The smallest parts: rows that links tie together, directly or through others.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>The parts, by the first of their rows in the order of the batch's levels; rows keep their order.</returns>
    public static IReadOnlyList<BatchPart> Components(this PackedBatch batch) =>
        [.. ComponentRows(batch).Select(rows => batch.Select(rows))];

    /// <summary>The batch in at most so many parts of about equal size.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="parts">Number of parts wanted, at least 1; there are fewer where the batch has fewer components.</param>
    public static IReadOnlyList<BatchPart> Split(this PackedBatch batch, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        List<Dictionary<string, int[]>> components = ComponentRows(batch);
        double total = components.Sum(Size);
        double before = 0;

        // A component belongs to the part in which its middle falls, so sizes even out and order is kept.
        List<(int Part, Dictionary<string, int[]> Rows)> placed = [];
        foreach (Dictionary<string, int[]> rows in components)
        {
            placed.Add((Math.Min(parts - 1, (int)((before + (Size(rows) / 2.0)) / total * parts)), rows));
            before += Size(rows);
        }

        return [.. placed.GroupBy(item => item.Part, item => item.Rows).Select(part => batch.Select(Union(part)))];
    }

    /// <summary>The batch in parts that each hold at most so many rows of a level: micro-batches with a budget of tokens.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="level">Level whose rows are counted.</param>
    /// <param name="most">Most rows in a part, at least 1. A component that alone has more is a part of its own.</param>
    /// <exception cref="BatchException">The batch has no such level.</exception>
    public static IReadOnlyList<BatchPart> SplitByRows(this PackedBatch batch, string level, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        batch.Level(level);
        List<List<Dictionary<string, int[]>>> parts = [];
        int held = 0;
        foreach (Dictionary<string, int[]> rows in ComponentRows(batch))
        {
            int more = rows[level].Length;
            if (parts.Count == 0 || held + more > most)
            {
                parts.Add([]);
                held = 0;
            }

            parts[^1].Add(rows);
            held += more;
        }

        return [.. parts.Select(part => batch.Select(Union(part)))];
    }

    /// <summary>Some rows of each level, in the order that is given: a part, or the whole with its rows in another order.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="rows">Rows to keep for each level, each at most once; a level that is not named keeps none.</param>
    /// <exception cref="BatchException">A link leads out of the rows that are kept, or elements of one parent are no longer contiguous.</exception>
    public static BatchPart Select(this PackedBatch batch, IReadOnlyDictionary<string, int[]> rows)
    {
        Dictionary<string, int[]> kept = batch.Levels.Keys.ToDictionary(level => level, level => rows.GetValueOrDefault(level) ?? []);
        Dictionary<string, int[]> places = batch.Levels.Values.ToDictionary(level => level.Name, level => Inverse(kept[level.Name], level.Rows));
        places[PackedBatch.RootLevel] = [0];
        PackedBatchBuilder builder = new();
        foreach (PackedLevel level in batch.Levels.Values)
        {
            int[] own = kept[level.Name];
            if (level.Parent is { } parent)
            {
                builder.Level(level.Name, parent, Moved(level.Links[parent], own, places));
            }
            else
            {
                builder.Level(level.Name, own.Length);
            }

            foreach ((string column, double[] values) in level.Columns)
            {
                builder.Column(level.Name, column, own.Select(row => values[row]));
            }

            foreach (PackedLink link in level.Links.Values.Where(link => link.Name != level.Parent))
            {
                builder.Link(level.Name, link.Name, link.To, Moved(link, own, places));
            }
        }

        return new BatchPart(builder.Build(), kept);
    }

    private static int Size(Dictionary<string, int[]> rows) => rows.Values.Sum(own => own.Length);

    private static Dictionary<string, int[]> Union(IEnumerable<Dictionary<string, int[]>> parts) =>
        parts.SelectMany(part => part).GroupBy(level => level.Key, level => level.Value)
            .ToDictionary(level => level.Key, level => level.SelectMany(rows => rows).Order().ToArray());

    private static int[] Moved(PackedLink link, int[] rows, Dictionary<string, int[]> places) =>
        rows.Select(row => link.Target(row) < 0 ? -1
            : places[link.To][link.Target(row)] is >= 0 and int place ? place
            : throw new BatchException($"Link '{link.Name}' of {link.From} {row} leads to {link.To} {link.Target(row)}, which is not among the rows that are kept.")).ToArray();

    private static int[] Inverse(int[] rows, int count)
    {
        int[] places = Enumerable.Repeat(-1, count).ToArray();
        for (int i = 0; i < rows.Length; i++)
        {
            places[rows[i]] = i;
        }

        return places;
    }

    private static List<Dictionary<string, int[]>> ComponentRows(PackedBatch batch)
    {
        RowForest forest = new(batch.Levels.Values);
        foreach (PackedLink link in batch.Levels.Values.SelectMany(level => level.Links.Values).Where(link => link.To != PackedBatch.RootLevel))
        {
            for (int row = 0; row < link.Targets.Length; row++)
            {
                if (link.Target(row) >= 0)
                {
                    forest.Join((link.From, row), (link.To, link.Target(row)));
                }
            }
        }

        return [.. forest.Trees().Select(tree => batch.Levels.Keys.ToDictionary(level => level, level => tree.Where(row => row.Level == level).Select(row => row.Row).ToArray()))];
    }
}
