namespace Paragon;

/// <summary>Names as people type them: one name in several spellings, and the nearest to a misspelt one.</summary>
public static class Spelling
{
    /// <summary>A name without case, '-' and '_', so that ClipLow, clip-low and CLIP_LOW are one.</summary>
    public static string Normal(string name) => string.Concat(name.Where(c => c is not ('-' or '_')).Select(char.ToLowerInvariant));

    /// <summary>The name with the fewest edits to a misspelt one, or null when none is near: more than about a third would change.</summary>
    public static string? Nearest(string misspelt, IEnumerable<string> names)
    {
        string wanted = Normal(misspelt);
        (string? best, int edits) = (null, Math.Max(1, (wanted.Length + 1) / 3) + 1);
        foreach (string name in names)
        {
            int distance = Distance(wanted, Normal(name));
            if (distance < edits)
            {
                (best, edits) = (name, distance);
            }
        }

        return best;
    }

    /// <summary>Letters to insert, delete, replace or swap with their neighbour (the restricted Damerau-Levenshtein distance).</summary>
    public static int Distance(string from, string to)
    {
        int[,] edits = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0 ? i + j : Least(i, j);
            }
        }

        return edits[from.Length, to.Length];

        int Least(int i, int j)
        {
            int change = from[i - 1] == to[j - 1] ? 0 : 1;
            int least = Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + change);
            bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            return swapped ? Math.Min(least, edits[i - 2, j - 2] + 1) : least;
        }
    }
}
