namespace Paragon.Segmentation;

/// <summary>
/// Cuts completions into segments: n-grams, steps, turns, ranks of a list. What a formula reads as a level between the
/// completion and its tokens is what a segmenter found.
/// </summary>
public interface ISegmenter
{
    /// <summary>Cuts one completion.</summary>
    /// <param name="completion">Its tokens.</param>
    /// <param name="chance">Where a segmenter that draws gets its numbers from; the others leave it alone.</param>
    SegmentCut Cut(CompletionTokens completion, Random chance);
}

/// <summary>An objective whose formulas read segments of completions: it says how completions are cut into them.</summary>
/// <example><code>
/// public sealed partial record MaRlhf : ISegmentedObjective
/// {
///     public int Length { get; init; } = 5;
///
///     IReadOnlyList&lt;SegmentedLevel> ISegmentedObjective.Segments => [new("macro", new NGramSegmenter(Length))];
/// }
/// </code></example>
public interface ISegmentedObjective
{
    /// <summary>The levels of segments that the formulas read, with the options being what they are.</summary>
    IReadOnlyList<SegmentedLevel> Segments { get; }
}
