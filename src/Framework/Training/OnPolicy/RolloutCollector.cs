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
    internal CollectedRollouts Collect(IReadOnlyList<Prompt> prompts, int groupSize, Sampler sampler) =>
        Rewarded(prompts, sampler.Generate([.. prompts.Select(prompt => prompt.Tokens)], groupSize).Chunk(groupSize).Select(group => group.Select(completion => (completion, (IReadOnlyList<int>)[]))));

    /// <summary>The trajectories of trees as groups of completions, one tree for each prompt; what failed is left out as well.</summary>
    internal CollectedRollouts Collect(IReadOnlyList<Prompt> prompts, IReadOnlyList<StepTree<SampledCompletion>> trees) =>
        Rewarded(prompts, trees.Select((tree, prompt) => tree.Paths.Select(path => (Joined(prompt, [.. path.Select(tree.StepAt)]), path))));

    /// <summary>What a completion is worth.</summary>
    /// <exception cref="TrainingException">Its reward cannot be computed.</exception>
    internal double Value(Prompt prompt, int[] tokens, bool stopped)
    {
        Feature value = CheckedReward.Of(reward, prompt, Text(tokens, stopped));
        return value.Failure is { } failure ? throw new TrainingException($"The reward of a completion from the end of a step failed: {failure}") : value.Value;
    }

    private CollectedRollouts Rewarded(IReadOnlyList<Prompt> prompts, IEnumerable<IEnumerable<(SampledCompletion Completion, IReadOnlyList<int> Nodes)>> drawn)
    {
        List<IReadOnlyList<Rollout>> groups = [];
        List<string> failures = [];
        foreach (IEnumerable<(SampledCompletion Completion, IReadOnlyList<int> Nodes)> group in drawn)
        {
            List<Rollout> rewarded = [];
            foreach ((SampledCompletion completion, IReadOnlyList<int> nodes) in group)
            {
                Prompt prompt = prompts[completion.PromptIndex];
                CompletionText text = Text(completion.Tokens, completion.Stopped);
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
                    Nodes = nodes,
                });
            }

            if (rewarded.Count > 0)
            {
                groups.Add(rewarded);
            }
        }

        return new CollectedRollouts(groups, failures);
    }

    private static SampledCompletion Joined(int prompt, SampledCompletion[] steps) =>
        new(prompt, [.. steps.SelectMany(step => step.Tokens)], [.. steps.SelectMany(step => step.LogProbabilities)], steps[^1].Stopped);

    private CompletionText Text(int[] all, bool stopped)
    {
        ReadOnlySpan<int> tokens = stopped ? all.AsSpan(..^1) : all;
        return new CompletionText(tokenizer.Decode(tokens), tokens.Length, stopped);
    }
}

/// <summary>Rewarded completions by prompt, and why others have no reward.</summary>
internal sealed record CollectedRollouts(IReadOnlyList<IReadOnlyList<Rollout>> Groups, IReadOnlyList<string> Failures);
