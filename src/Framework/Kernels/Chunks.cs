namespace Paragon.Kernels;

/// <summary>
/// How a loop is cut into pieces: by the batch alone, never by the number of threads, so that sums come out the same on
/// every machine with the same vectors.
/// </summary>
internal static class Chunks
{
    /// <summary>Elements of a piece, about: enough work that handing it to a thread costs nothing beside it.</summary>
    private const int Size = 16384;

    /// <summary>Bounds of pieces of a level.</summary>
    public static int[] OfRows(int rows)
    {
        int count = Math.Max(1, rows / Size);
        int[] bounds = new int[count + 1];
        for (int i = 1; i < count; i++)
        {
            bounds[i] = i * Size;
        }

        bounds[count] = rows;
        return bounds;
    }

    /// <summary>Bounds, in rows that are pointed to, of pieces of about the same number of elements.</summary>
    public static int[] OfFamilies(ReadOnlySpan<int> starts)
    {
        List<int> bounds = [0];
        int begun = 0;
        for (int row = 0; row < starts.Length - 2; row++)
        {
            if (starts[row + 1] - begun >= Size)
            {
                bounds.Add(row + 1);
                begun = starts[row + 1];
            }
        }

        bounds.Add(starts.Length - 1);
        return [.. bounds];
    }
}
