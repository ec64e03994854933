namespace Paragon.Algorithms;

/// <summary>What IGPO takes the gain of.</summary>
public enum InformationGain
{
    /// <summary>The mean log-probability of the answer's tokens (published version).</summary>
    LogProb,

    /// <summary>Its exponential (first version).</summary>
    Prob,
}

/// <summary>What IGPO standardises together within a prompt.</summary>
public enum RewardPool
{
    /// <summary>Gains with gains, outcomes with outcomes.</summary>
    Separate,

    /// <summary>Both in one pool.</summary>
    Joint,
}
