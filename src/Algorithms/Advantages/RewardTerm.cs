using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>The value that one reward function gave to one completion.</summary>
[Level("reward_term")]
public readonly partial struct RewardTerm : ILevel<RewardTerm>
{
    /// <summary>The value; of no meaning where <see cref="IsValid"/> is false.</summary>
    [Column("value"), Range(double.NegativeInfinity, double.PositiveInfinity)]
    public partial Real Value { get; }

    /// <summary>Weight of the reward function in the sum.</summary>
    [Column("weight", Default = 1), Range(double.NegativeInfinity, double.PositiveInfinity)]
    public partial Real Weight { get; }

    /// <summary>Whether the function returned a value.</summary>
    [Column("valid", Default = 1)]
    public partial bool IsValid { get; }

    /// <summary>Completion that was rewarded.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>The reward function, within the group.</summary>
    [Link]
    public partial Criterion Criterion { get; }
}

/// <summary>One reward function within one group: what its values are compared among.</summary>
[Level("criterion")]
public readonly partial struct Criterion : ILevel<Criterion>
{
    /// <summary>Group whose completions were rewarded.</summary>
    [Parent]
    public partial Group Group { get; }

    /// <summary>The function's values for the completions of the group.</summary>
    [Children("criterion")]
    public partial Elements<RewardTerm> Terms { get; }
}
