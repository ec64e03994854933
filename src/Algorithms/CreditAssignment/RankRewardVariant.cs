namespace Paragon.Algorithms;

/// <summary>What a rank of a list is worth.</summary>
public enum RankRewardVariant
{
    /// <summary>Its own relevance: the best variant of the paper.</summary>
    ExpInf,

    /// <summary>The discounted cumulative gain that can still be had from the rank on: Σ_{j ≥ k} rel_j / log₂(j + 1).</summary>
    LogDecay,
}
