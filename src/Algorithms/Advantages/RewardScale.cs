namespace Paragon.Algorithms;

/// <summary>What a group-relative advantage is divided by.</summary>
public enum RewardScale
{
    /// <summary>The standard deviation of the group's rewards (GRPO).</summary>
    Group,

    /// <summary>The standard deviation of the batch's rewards.</summary>
    Batch,

    /// <summary>Nothing (Dr. GRPO).</summary>
    None,
}
