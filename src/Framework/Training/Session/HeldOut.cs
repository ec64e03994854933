using Paragon.Models;
using Paragon.Rollouts;
using Paragon.Tokenizers;

namespace Paragon.Training;

/// <summary>Prompts that are kept apart from training, to measure the reward before and after it.</summary>
internal sealed class HeldOut(IReadOnlyList<Prompt> prompts, IRewardFunction reward, ITokenizer tokenizer, int maximumNewTokens)
{
    private const int Shown = 4;

    /// <summary>Completes every prompt with the most probable tokens and rewards the completions.</summary>
    internal Evaluation Measure(Transformer model, string moment)
    {
        SamplingOptions greedy = new() { Temperature = 0, MaximumNewTokens = maximumNewTokens, StopTokens = [tokenizer.EndOfText], RowsPerBatch = 256 };
        using Sampler sampler = new(model, greedy, 0);
        CollectedRollouts collected = new RolloutCollector(tokenizer, reward).Collect(prompts, 1, sampler);
        Rollout[] rollouts = [.. collected.Groups.Select(group => group[0])];
        return rollouts.Length == 0
            ? throw new TrainingException($"No reward of the {prompts.Count} prompts that are kept apart could be computed: {collected.Failures[0]}")
            : new Evaluation(moment, rollouts.Average(rollout => rollout.Reward),
                [.. rollouts.Take(Shown).Select(rollout => new Sample(rollout.Prompt.Text, rollout.Prompt.Answer, rollout.Text, rollout.Reward))]);
    }
}
