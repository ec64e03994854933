using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>One rank of a list, or, after the last, all that stands beyond it. A list has every rank, also those that it does not reach.</summary>
[Level("rank")]
public readonly partial struct Rank : ILevel<Rank>
{
    /// <summary>Relevance of the item: 1 where it is one of those that were asked for, else 0; 0 beyond the last rank.</summary>
    [Column("hit"), Range(0, 1)]
    public partial Real Hit { get; }

    /// <summary>Reward of the rank.</summary>
    [Column("reward")]
    public partial Real Reward { get; }

    /// <summary>Advantage of the rank.</summary>
    [Column("advantage")]
    public partial Real Advantage { get; }

    /// <summary>The list.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>The same rank in all lists of the prompt.</summary>
    [Link]
    public partial Slot Slot { get; }

    /// <summary>Tokens that write the item; none where the list does not reach the rank.</summary>
    [Children("rank")]
    public partial Elements<Token> Tokens { get; }
}

/// <summary>One rank in all lists of one prompt.</summary>
[Level("slot")]
public readonly partial struct Slot : ILevel<Slot>
{
    /// <summary>The prompt.</summary>
    [Parent]
    public partial Group Group { get; }

    /// <summary>The rank in each list.</summary>
    [Children("slot")]
    public partial Elements<Rank> Ranks { get; }
}
