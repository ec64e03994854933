namespace Paragon.Testing;

/// <summary>How a padded array of a golden file lies on the rows of a packed level.</summary>
/// <param name="Level">Name of the level.</param>
/// <param name="Shape">Shape of the padded array.</param>
/// <param name="Rows">Row of the level for each place of the array, or -1 where the array is masked.</param>
public sealed record GoldenAxis(string Level, int[] Shape, int[] Rows)
{
    /// <summary>The axis of the whole batch: one number.</summary>
    public static GoldenAxis Batch { get; } = new(PackedBatch.RootLevel, [], [0]);

    /// <summary>The part of an array with two or more indices in which the second index is fixed, cut to a width.</summary>
    /// <param name="index">The second index.</param>
    /// <param name="width">Length along the third index, if there is one; all of it when null.</param>
    public GoldenAxis At(int index, int? width = null)
    {
        int inner = Shape.Length == 3 ? Shape[2] : 1;
        int kept = width ?? inner;
        int[] rows = new int[Shape[0] * kept];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Rows[(((i / kept * Shape[1]) + index) * inner) + (i % kept)];
        }

        return new GoldenAxis(Level, Shape.Length == 3 ? [Shape[0], kept] : [Shape[0]], rows);
    }

    /// <summary>Two lists of one level, one after the other.</summary>
    public GoldenAxis Then(GoldenAxis other) => new(Level, [Shape[0] + other.Shape[0]], [.. Rows, .. other.Rows]);

    /// <summary>The packed values as a padded array.</summary>
    /// <param name="packed">One value for each row of the level.</param>
    /// <param name="fill">What stands where the array is masked.</param>
    public GoldenArray Unpack(double[] packed, double fill = 0) =>
        new(Rows.Select(row => row < 0 ? fill : packed[row]).ToArray(), Shape);

    /// <summary>The padded values that lie on this axis when the array has only the axis's first indices: each is given to all that it covers.</summary>
    internal double[] Broadcast(GoldenArray padded, string where)
    {
        if (!Shape.Take(padded.Shape.Length).SequenceEqual(padded.Shape))
        {
            throw new GoldenException($"{where} has shape {padded.ShapeText}, but the level '{Level}' is laid out as {GoldenArray.Text(Shape)}.");
        }

        int covered = padded.Values.Length == 0 ? 0 : Rows.Length / padded.Values.Length;
        return padded.Values.SelectMany(value => Enumerable.Repeat(value, covered)).ToArray();
    }
}
