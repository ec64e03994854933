namespace Paragon.Models;

/// <summary>Splits ragged sequences into rectangles for the forward pass: similar lengths together, little filling, bounded size.</summary>
internal static class SequencePlan
{
    /// <summary>Positions below which a rectangle is too small to be worth another pass over the layers.</summary>
    private const int SmallestWorthSplitting = 1024;

    private const double LargestFilling = 0.2;

    /// <param name="lengths">Length of each sequence; those of length 0 are in no rectangle.</param>
    /// <param name="largest">Most positions of one rectangle, filling included, unless one sequence alone is longer.</param>
    /// <returns>Rows of each rectangle. With a single one they keep their order.</returns>
    internal static IReadOnlyList<int[]> Of(IReadOnlyList<int> lengths, int largest)
    {
        int[] present = [.. Enumerable.Range(0, lengths.Count).Where(row => lengths[row] > 0)];
        if (present.Length == 0)
        {
            return [];
        }

        List<int[]> rectangles = [];
        List<int> rows = [];
        long width = 0, used = 0;
        foreach (int row in present.OrderByDescending(row => lengths[row]))
        {
            long area = width * (rows.Count + 1);
            bool tooLarge = area > largest;
            bool wasteful = area > SmallestWorthSplitting && area - used - lengths[row] > LargestFilling * area;
            if (rows.Count > 0 && (tooLarge || wasteful))
            {
                rectangles.Add([.. rows]);
                rows.Clear();
                used = 0;
            }

            width = rows.Count == 0 ? lengths[row] : width;
            used += lengths[row];
            rows.Add(row);
        }

        rectangles.Add([.. rows]);
        return rectangles.Count == 1 ? [present] : rectangles;
    }
}
