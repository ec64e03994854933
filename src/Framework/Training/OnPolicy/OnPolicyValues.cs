namespace Paragon.Training;

/// <summary>What is logged of a step on the policy's own completions.</summary>
internal static class OnPolicyValues
{
    internal static Dictionary<string, double> Of(RolloutBatch rollouts, int flatGroups, int failures, Update? update, Update? ofRewardModel, IReadOnlyDictionary<string, double> ofShaping, double seconds)
    {
        double[] rewards = [.. rollouts.Rollouts.Select(rollout => rollout.Reward)];
        double mean = rewards.Average();
        Dictionary<string, double> values = new()
        {
            ["reward"] = mean,
            ["reward_std"] = Math.Sqrt(rewards.Average(reward => (reward - mean) * (reward - mean))),
            ["groups_without_contrast"] = flatGroups,
            ["failed_rewards"] = failures,
            ["completion_tokens"] = rollouts.Rollouts.Average(rollout => rollout.Sequence.Completion.Length),
            ["stopped"] = rollouts.Rollouts.Average(rollout => rollout.Stopped ? 1.0 : 0.0),
        };
        foreach ((string name, double value) in ofShaping)
        {
            values[name] = value;
        }

        if (ofRewardModel is not null)
        {
            Updates.AddTo(values, ofRewardModel, "reward_model_");
        }

        if (update is not null)
        {
            Updates.AddTo(values, update, rollouts.Batch.Rows("token"), seconds);
        }

        return values;
    }
}
