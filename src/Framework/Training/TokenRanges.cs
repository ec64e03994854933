using Paragon.Models;

namespace Paragon.Training;

/// <summary>Chooses the ranges of tokens whose logits exist at one time, for a loss of a given reach.</summary>
internal static class TokenRanges
{
    /// <param name="batch">The batch.</param>
    /// <param name="most">Most tokens of a range.</param>
    /// <param name="reach">Reach of the loss; asked only when the tokens do not fit into one range.</param>
    internal static VocabularyRanges Of(PackedBatch batch, long most, Func<LossReach> reach)
    {
        int tokens = batch.Rows("token");
        if (tokens <= most)
        {
            return VocabularyRanges.Of(tokens, most, false);
        }

        LossReach reaches = reach();
        return reaches == LossReach.Component && WholeComponents(batch, (int)most) is { } whole
            ? new VocabularyRanges(whole, false)
            : VocabularyRanges.Of(tokens, most, reaches != LossReach.Token);
    }

    /// <summary>Ranges of whole components, or null where one is too large or its tokens are not neighbours.</summary>
    private static RowRange[]? WholeComponents(PackedBatch batch, int most)
    {
        int[][] parts = [.. batch.SplitByRows("token", most).Select(part => part.Rows["token"]).Where(rows => rows.Length > 0)];
        return parts.All(rows => rows.Length <= most && rows[^1] - rows[0] == rows.Length - 1)
            ? [.. parts.Select(rows => new RowRange(rows[0], rows.Length)).OrderBy(range => range.Start)]
            : null;
    }
}
