namespace Paragon.Models;

/// <summary>The ranges of rows whose logits exist at one time.</summary>
/// <param name="Ranges">All rows, in order.</param>
/// <param name="Together">Whether the derivative of the loss at a range's rows is known only when all ranges were read.</param>
internal sealed record VocabularyRanges(IReadOnlyList<RowRange> Ranges, bool Together)
{
    /// <summary>Ranges of at most so many rows.</summary>
    internal static VocabularyRanges Of(long rows, long most, bool together)
    {
        RowRange[] ranges = [.. RowRange.Cover(rows, most)];
        return new(ranges, together && ranges.Length > 1);
    }
}
