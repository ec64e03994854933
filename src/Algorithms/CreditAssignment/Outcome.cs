using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>A reward of the whole trajectory at one priority.</summary>
[Level("outcome")]
public readonly partial struct Outcome : ILevel<Outcome>
{
    /// <summary>The reward.</summary>
    [Column("reward"), Range(double.NegativeInfinity, double.PositiveInfinity)]
    public partial Real Reward { get; }

    /// <summary>What the reward must reach for what is of lower priority to count.</summary>
    [Column("gate"), Range(double.NegativeInfinity, double.PositiveInfinity)]
    public partial Real Gate { get; }

    /// <summary>The trajectory.</summary>
    [Parent]
    public partial Completion Completion { get; }
}

/// <summary>A critic of the turns of one trajectory.</summary>
[Level("critic")]
public readonly partial struct Critic : ILevel<Critic>
{
    /// <summary>Number of outcomes, from the highest priority on, whose gates must be open for the critic to count; 0 for none.</summary>
    [Column("priority"), Range(0, double.PositiveInfinity)]
    public partial Real Priority { get; }

    /// <summary>The trajectory.</summary>
    [Parent]
    public partial Completion Completion { get; }
}

/// <summary>What one critic says of one turn.</summary>
[Level("criticism")]
public readonly partial struct Criticism : ILevel<Criticism>
{
    /// <summary>The critic's score.</summary>
    [Column("score"), Range(double.NegativeInfinity, double.PositiveInfinity)]
    public partial Real Score { get; }

    /// <summary>The turn.</summary>
    [Parent]
    public partial Turn Turn { get; }

    /// <summary>The critic.</summary>
    [Link]
    public partial Critic Critic { get; }
}
