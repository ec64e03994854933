using Paragon.Models;
using Paragon.Rollouts;
using Paragon.Tokenizers;

namespace Paragon.Training;

/// <summary>A pair that was mined from several completions of the policy, with one of them as it was drawn.</summary>
/// <param name="Chosen">The completion of most reward.</param>
/// <param name="Rejected">The completion of least reward.</param>
/// <param name="Response">The first that was drawn, whatever its reward; it may be one of the two.</param>
public sealed record MinedPair(TokenizedCompletion Chosen, TokenizedCompletion Rejected, TokenizedCompletion Response)
{
    /// <summary>The pair alone.</summary>
    public Comparison Comparison => new(Chosen, Rejected);
}

/// <summary>Draws new pairs from the policy as it is: several completions of each prompt, ranked by a reward; the best against the worst.</summary>
/// <param name="reward">What a completion is worth.</param>
/// <param name="tokenizer">What the model was made for.</param>
/// <param name="sampling">Temperature and lengths; its stop ids are those of the model.</param>
/// <param name="completions">Completions of each prompt, at least 2.</param>
public sealed class PairMiner(IRewardFunction reward, ITokenizer tokenizer, SamplingOptions sampling, int completions)
{
    /// <summary>Draws pairs. Prompts whose completions all have one reward, or none, give no pair.</summary>
    /// <param name="model">The policy.</param>
    /// <param name="prompts">The prompts.</param>
    /// <param name="seed">Seed of the completions.</param>
    /// <returns>The pairs, in the order of the prompts, and why rewards are missing.</returns>
    public (IReadOnlyList<MinedPair> Pairs, IReadOnlyList<string> Failures) Mine(Transformer model, IReadOnlyList<Prompt> prompts, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(completions, 2);
        using Sampler sampler = new(model, sampling with { StopTokens = [tokenizer.EndOfText] }, seed);
        CollectedRollouts drawn = new RolloutCollector(tokenizer, reward).Collect(prompts, completions, sampler);
        return ([.. drawn.Groups.Select(Pair).OfType<MinedPair>()], drawn.Failures);
    }

    private static MinedPair? Pair(IReadOnlyList<Rollout> group) => BestAndWorst.Of([.. group.Select(rollout => rollout.Reward)]) is { } mined
        ? new MinedPair(group[mined.Chosen].Sequence, group[mined.Rejected].Sequence, group[0].Sequence)
        : null;
}
