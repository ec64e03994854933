using Paragon.Segmentation;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Segments of a golden case: the number of the segment of each token, [N, T].</summary>
internal static class SegmentedGoldens
{
    /// <summary>How each completion is cut, in the order of the packed rows.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="segments">Segment of each token; of no meaning where the tokens are masked.</param>
    /// <param name="count">Number of segments of the completion at an index; as many as its tokens name when null.</param>
    public static SegmentCut[] Cuts(this TokenLayout batch, GoldenArray segments, Func<int, int>? count = null)
    {
        int width = segments.Shape[1];
        SegmentCut[] cuts = new SegmentCut[segments.Shape[0]];
        for (int index = 0; index < cuts.Length; index++)
        {
            int[] own = [.. Enumerable.Range(index * width, width).Where(place => batch.Tokens.Rows[place] >= 0).Select(place => (int)segments.Values[place])];
            cuts[batch.Completions.Rows[index]] = new SegmentCut(own, count?.Invoke(index) ?? own.Max() + 1);
        }

        return cuts;
    }

    /// <summary>Where the segments of each completion lie in an array [N, width].</summary>
    public static GoldenAxis Segments(this TokenLayout batch, string level, SegmentCut[] cuts, int width)
    {
        int[] rows = new int[cuts.Length * width];
        for (int place = 0; place < rows.Length; place++)
        {
            int row = batch.Completions.Rows[place / width];
            rows[place] = place % width < cuts[row].Count ? cuts.Take(row).Sum(cut => cut.Count) + (place % width) : -1;
        }

        return new GoldenAxis(level, [cuts.Length, width], rows);
    }

    /// <summary>A batch with a column of such an array.</summary>
    public static PackedBatch With(this PackedBatch batch, GoldenAxis axis, string column, GoldenArray values)
    {
        double[] packed = new double[batch.Rows(axis.Level)];
        for (int place = 0; place < axis.Rows.Length; place++)
        {
            if (axis.Rows[place] >= 0)
            {
                packed[axis.Rows[place]] = values.Values[place];
            }
        }

        return batch.With(axis.Level, column, packed);
    }
}
