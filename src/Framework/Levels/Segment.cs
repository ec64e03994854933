namespace Paragon;

/// <summary>A run of tokens of one completion: a turn, a step, a sentence, a rank of a list, a macro action. Which, is data.</summary>
[Level("segment")]
public readonly partial struct Segment : ILevel<Segment>
{
    /// <summary>Reward of the segment.</summary>
    [Column("reward")]
    public partial Real Reward { get; }

    /// <summary>Advantage of the segment.</summary>
    [Column("advantage")]
    public partial Real Advantage { get; }

    /// <summary>Completion that the segment belongs to.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>Tokens of the segment, in order.</summary>
    [Children("segment")]
    public partial Elements<Token> Tokens { get; }
}
