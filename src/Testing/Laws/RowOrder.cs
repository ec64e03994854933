using CsCheck;

namespace Paragon.Testing;

/// <summary>Orders of a batch's rows that mean the same: parents in any order, and their elements too where no formula looks at neighbours.</summary>
internal static class RowOrder
{
    public static IReadOnlyDictionary<string, int[]> Shuffled(BatchSchema schema, PackedBatch batch, PCG random)
    {
        Dictionary<string, int[]> order = [];
        foreach (SchemaLevel level in schema.Levels)
        {
            IEnumerable<int[]> families = level.Parent is null
                ? [Enumerable.Range(0, batch.Rows(level.Name)).ToArray()]
                : order[level.Parent].Select(batch.Link(level.Name, level.Parent).Sources);
            order[level.Name] = [.. families.SelectMany(rows => level.IsOrdered ? rows : Shuffle(rows, random))];
        }

        return order;
    }

    private static int[] Shuffle(int[] rows, PCG random)
    {
        for (int i = rows.Length - 1; i > 0; i--)
        {
            int j = (int)random.Next((uint)(i + 1));
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }

        return rows;
    }
}
