namespace Paragon.Segmentation;

/// <summary>A level of segments, between completions and their tokens.</summary>
/// <param name="Level">Name of the level, and of the link that leads from a token to its segment.</param>
/// <param name="Segmenter">How completions are cut.</param>
public sealed record SegmentedLevel(string Level, ISegmenter Segmenter)
{
    /// <summary>
    /// Name of a level under the group with one element for each place, shared by the segments that stand there in the
    /// group's completions, and of the link that leads from a segment to it; null for none.
    /// </summary>
    public string? Across { get; init; }

    /// <summary>What is read of each segment's text, as columns of the level.</summary>
    public IReadOnlyList<SegmentFeature> Features { get; init; } = [];

    /// <summary>Critics of the segments, as levels of their own; null for none.</summary>
    public SegmentCritics? Critics { get; init; }

    /// <summary>Names of the levels that it makes.</summary>
    internal IEnumerable<string> Levels => [Level, .. Across is null ? Array.Empty<string>() : [Across], .. Critics is null ? [] : SegmentCritics.Levels];

    /// <summary>Names of the columns that it makes.</summary>
    internal IEnumerable<ColumnName> Columns => [.. Features.Select(feature => new ColumnName(Level, feature.Column)), .. Critics is null ? [] : SegmentCritics.Columns];

    /// <summary>The batch with the segments; the link <c>last</c> leads from each to its last token.</summary>
    /// <param name="batch">Groups, completions and tokens.</param>
    /// <param name="cuts">How each completion is cut, in the order of the rows.</param>
    /// <exception cref="BatchException">A cut is of another number of tokens than its completion has, or names segments out of order.</exception>
    public PackedBatch Add(PackedBatch batch, IReadOnlyList<SegmentCut> cuts)
    {
        int[] first = new int[cuts.Count + 1];
        int[] targets = new int[batch.Rows("token")];
        int[] last = [.. Enumerable.Repeat(-1, cuts.Sum(cut => cut.Count))];
        PackedLink completion = batch.Link("token", "completion");
        for (int row = 0; row < cuts.Count; row++)
        {
            int[] tokens = completion.Sources(row);
            Check(cuts[row], row, tokens.Length);
            for (int token = 0; token < tokens.Length; token++)
            {
                targets[tokens[token]] = first[row] + cuts[row].Segments[token];
                last[targets[tokens[token]]] = tokens[token];
            }

            first[row + 1] = first[row] + cuts[row].Count;
        }

        PackedBatchBuilder builder = PackedBatchBuilder.From(batch)
            .LevelOf(Level, "completion", cuts.Select(cut => cut.Count))
            .Link("token", Level, Level, targets)
            .Link(Level, "last", "token", last);
        if (Across is not null)
        {
            AddAcross(builder, batch, cuts, first);
        }

        return builder.Build();
    }

    private void AddAcross(PackedBatchBuilder builder, PackedBatch batch, IReadOnlyList<SegmentCut> cuts, int[] first)
    {
        PackedLink group = batch.Link("completion", "group");
        int[] most = [.. Enumerable.Range(0, batch.Rows("group")).Select(row => group.Sources(row).Max(completion => cuts[completion].Count))];
        int[] targets = new int[first[^1]];
        int begin = 0;
        for (int row = 0; row < most.Length; begin += most[row++])
        {
            foreach (int completion in group.Sources(row))
            {
                for (int place = 0; place < cuts[completion].Count; place++)
                {
                    targets[first[completion] + place] = begin + place;
                }
            }
        }

        builder.LevelOf(Across!, "group", most).Link(Level, Across!, Across!, targets);
    }

    private void Check(SegmentCut cut, int row, int tokens)
    {
        if (cut.Segments.Count != tokens)
        {
            throw new BatchException($"The cut of completion {row} into the level '{Level}' is of {cut.Segments.Count} tokens, but the completion has {tokens}.");
        }

        for (int token = 0; token < tokens; token++)
        {
            if (cut.Segments[token] < (token == 0 ? 0 : cut.Segments[token - 1]) || cut.Segments[token] >= cut.Count)
            {
                throw new BatchException($"The cut of completion {row} into the level '{Level}' gives token {token} to segment {cut.Segments[token]} of {cut.Count}. Segments are numbered from 0 and never fall.");
            }
        }
    }
}
