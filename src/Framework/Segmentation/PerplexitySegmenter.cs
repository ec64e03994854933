namespace Paragon.Segmentation;

/// <summary>
/// A token begins a segment where the perplexity of the completion up to it is above that up to the token before: spans of
/// falling perplexity stay together (MA-RLHF, Chai et al. 2024).
/// </summary>
/// <remarks>That the token which raises the perplexity is the first of the new segment, not the last of the old, is INFERRED.</remarks>
public sealed class PerplexitySegmenter : ISegmenter
{
    /// <inheritdoc/>
    public SegmentCut Cut(CompletionTokens completion, Random chance) => Cut(Perplexities(completion.LogProbabilities));

    /// <summary>The cut for given perplexities.</summary>
    /// <param name="perplexities">Perplexity of the completion up to and with each token.</param>
    public static SegmentCut Cut(IReadOnlyList<double> perplexities) =>
        SegmentCut.Of(perplexities.Count, token => perplexities[token] > perplexities[token - 1]);

    private static double[] Perplexities(IReadOnlyList<double> logProbabilities)
    {
        double sum = 0;
        return [.. logProbabilities.Select((value, token) => Math.Exp(-(sum += value) / (token + 1)))];
    }
}
