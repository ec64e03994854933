namespace Paragon.Algorithms;

/// <summary>How the losses of Rank-GRPO become one number.</summary>
public enum RankAggregation
{
    /// <summary>Mean over all tokens (released code).</summary>
    Bnpo,

    /// <summary>Mean over lists of the mean over tokens (released code).</summary>
    Grpo,

    /// <summary>Sum over tokens, divided by the number of lists times the longest length allowed (released code).</summary>
    DrGrpo,

    /// <summary>Mean over lists of the mean over the ranks that a list has (paper).</summary>
    RankMean,
}
