namespace Paragon.Models;

/// <summary>Neighbouring rows.</summary>
internal readonly record struct RowRange(long Start, long Count)
{
    /// <summary>All rows in ranges of at most so many.</summary>
    internal static IEnumerable<RowRange> Cover(long rows, long most)
    {
        for (long start = 0; start < rows; start += most)
        {
            yield return new RowRange(start, Math.Min(most, rows - start));
        }
    }
}
