namespace Paragon;

/// <summary>An objective whose rewards come from a second model that learns from the policy's own rollouts.</summary>
/// <remarks>
/// The reward model learns first from each rollout; then its columns <c>reward_logp</c> and <c>reward_value</c> are computed
/// with what it has learned, and the policy follows.
/// </remarks>
public interface ITrainsRewardModel
{
    /// <summary>
    /// What the reward model minimises. It reads the rollout as it was rewarded; <c>token.logp</c>, <c>token.value</c> are the
    /// reward model's own there, <c>token.old_logp</c> is the policy's.
    /// </summary>
    IObjective RewardModelObjective { get; }

    /// <summary>Whether it goes on learning beside the policy; otherwise it learns in steps of its own before, and is frozen then.</summary>
    bool LearnsBesidePolicy { get; }
}
