namespace Paragon;

/// <summary>A part of a batch, itself a batch, that knows which rows of the whole it holds.</summary>
/// <param name="Batch">The part.</param>
/// <param name="Rows">For each level, the row of the whole at each row of the part.</param>
public sealed record BatchPart(PackedBatch Batch, IReadOnlyDictionary<string, int[]> Rows)
{
    /// <summary>Writes values of the part's rows to the places of the whole.</summary>
    /// <param name="level">Level that the values belong to.</param>
    /// <param name="values">One value per row of the part.</param>
    /// <param name="whole">One value per row of the whole; the part's rows are overwritten.</param>
    public void Scatter(string level, ReadOnlySpan<double> values, Span<double> whole)
    {
        int[] rows = Rows[level];
        for (int i = 0; i < rows.Length; i++)
        {
            whole[rows[i]] = values[i];
        }
    }
}
