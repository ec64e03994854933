namespace Paragon;

/// <summary>Puts batches together into one.</summary>
public static class BatchConcatenation
{
    /// <summary>One batch with the rows of several, one after the other. Links stay within the batch they came from.</summary>
    /// <param name="batches">The batches, at least one. Those that have rows of a level have the same columns and links there.</param>
    /// <exception cref="BatchException">One lacks a column, a link or a parent that another has.</exception>
    public static PackedBatch Concatenate(this IReadOnlyList<PackedBatch> batches)
    {
        PackedBatchBuilder builder = new();
        foreach (string level in batches.SelectMany(batch => batch.Levels.Keys).Distinct())
        {
            PackedLevel[] parts = [.. batches.Where(batch => batch.Levels.ContainsKey(level)).Select(batch => batch.Level(level))];
            PackedLevel example = parts.FirstOrDefault(part => part.Rows > 0) ?? parts[0];
            foreach (PackedLevel part in parts.Where(part => part.Rows > 0))
            {
                Same(level, "columns", part.Columns.Keys, example.Columns.Keys);
                Same(level, "links", part.Links.Keys, example.Links.Keys);
            }

            if (example.Parent is { } parent)
            {
                builder.Level(level, parent, Targets(batches, example.Links[parent]));
            }
            else
            {
                builder.Level(level, parts.Sum(part => part.Rows));
            }

            foreach (string column in example.Columns.Keys)
            {
                builder.Column(level, column, parts.Where(part => part.Rows > 0).SelectMany(part => part.Columns[column]));
            }

            foreach (PackedLink link in example.Links.Values.Where(link => link.Name != example.Parent))
            {
                builder.Link(level, link.Name, link.To, Targets(batches, link));
            }
        }

        return builder.Build();
    }

    private static int[] Targets(IReadOnlyList<PackedBatch> batches, PackedLink link)
    {
        List<int> targets = [];
        int before = 0;
        foreach (PackedBatch batch in batches)
        {
            if (batch.Levels.TryGetValue(link.From, out PackedLevel? level) && level.Rows > 0)
            {
                foreach (int target in level.Links[link.Name].Targets)
                {
                    targets.Add(target < 0 || link.To == PackedBatch.RootLevel ? target : before + target);
                }
            }

            before += batch.Levels.TryGetValue(link.To, out PackedLevel? to) ? to.Rows : 0;
        }

        return [.. targets];
    }

    private static void Same(string level, string kind, IEnumerable<string> names, IEnumerable<string> others)
    {
        string[] different = [.. names.Except(others), .. others.Except(names)];
        if (different.Length > 0)
        {
            throw new BatchException($"Batches that are put together must have the same {kind} on level '{level}'; they differ in: {string.Join(", ", different)}.");
        }
    }
}
