using Paragon.Models;
using Paragon.Rollouts;
using Paragon.Tokenizers;

namespace Paragon.Training;

/// <summary>Draws completions of prompts from a policy and rewards them.</summary>
/// <param name="tokenizer">What the model was made for.</param>
/// <param name="reward">What a completion is worth.</param>
/// <param name="features">What the objective's formulas read of a completion besides; none when null.</param>
internal sealed class RolloutCollector(ITokenizer tokenizer, IRewardFunction reward, IReadOnlyList<FeatureFunction>? features = null)
{
    /// <summary>Draws groups of completions; those of which the reward or a feature failed are left out, and groups with none left as well.</summary>
    internal CollectedRollouts Collect(IReadOnlyList<Prompt> prompts, int groupSize, Sampler sampler)
    {
        List<IReadOnlyList<Rollout>> groups = [];
        List<string> failures = [];
        IReadOnlyList<SampledCompletion> completions = sampler.Generate([.. prompts.Select(prompt => prompt.Tokens)], groupSize);
        foreach (SampledCompletion[] group in completions.Chunk(groupSize))
        {
            List<Rollout> rewarded = [];
            foreach (SampledCompletion completion in group)
            {
                Prompt prompt = prompts[completion.PromptIndex];
                CompletionText text = Text(completion);
                Feature value = CheckedReward.Of(reward, prompt, text);
                (string Name, Feature Value)[] read = [.. (features ?? []).Select(feature => (feature.Name, CheckedReward.Of(feature, prompt, text)))];
                string[] reasons = [.. read.Select(feature => feature.Value.Failure).Prepend(value.Failure).OfType<string>()];
                if (reasons.Length > 0)
                {
                    failures.Add(reasons[0]);
                    continue;
                }

                rewarded.Add(new Rollout(prompt, text.Text, new TokenizedCompletion(prompt.Tokens, completion.Tokens), completion.LogProbabilities, completion.Stopped, value.Value)
                {
                    Features = read.ToDictionary(feature => feature.Name, feature => feature.Value.Value),
                });
            }

            if (rewarded.Count > 0)
            {
                groups.Add(rewarded);
            }
        }

        return new CollectedRollouts(groups, failures);
    }

    private CompletionText Text(SampledCompletion completion)
    {
        ReadOnlySpan<int> tokens = completion.Stopped ? completion.Tokens.AsSpan(..^1) : completion.Tokens;
        return new CompletionText(tokenizer.Decode(tokens), tokens.Length, completion.Stopped);
    }
}

/// <summary>Rewarded completions by prompt, and why others have no reward.</summary>
internal sealed record CollectedRollouts(IReadOnlyList<IReadOnlyList<Rollout>> Groups, IReadOnlyList<string> Failures);
