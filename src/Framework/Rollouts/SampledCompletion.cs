namespace Paragon.Rollouts;

/// <summary>One sampled completion.</summary>
/// <param name="PromptIndex">Which of the given prompts it continues.</param>
/// <param name="Tokens">The sampled ids, the stop id included.</param>
/// <param name="LogProbabilities">
/// For each token log π(token | what is before it) at the sampling temperature (at 1 where sampling was greedy), over the whole
/// vocabulary: top-k and top-p change what can be drawn, not this number.
/// </param>
/// <param name="Stopped">Whether a stop id ended it; otherwise it was cut at the maximum length.</param>
public sealed record SampledCompletion(int PromptIndex, int[] Tokens, double[] LogProbabilities, bool Stopped);
