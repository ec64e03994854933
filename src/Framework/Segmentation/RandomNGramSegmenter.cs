namespace Paragon.Segmentation;

/// <summary>Lengths drawn for each completion: several of each of some lengths in random order (randomised n-grams, MA-RLHF, Chai et al. 2024).</summary>
/// <param name="repeats">How often each length occurs, at least 1.</param>
/// <param name="lengths">The lengths in tokens; 1, 2, 3, 5 and 10 when null, as published.</param>
public sealed class RandomNGramSegmenter(int repeats, IReadOnlyList<int>? lengths = null) : ISegmenter
{
    /// <inheritdoc/>
    public SegmentCut Cut(CompletionTokens completion, Random chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        int[] schedule = [.. (lengths ?? [1, 2, 3, 5, 10]).SelectMany(length => Enumerable.Repeat(length, repeats))];
        chance.Shuffle(schedule);
        return new ScheduleSegmenter(schedule).Cut(completion, chance);
    }
}
