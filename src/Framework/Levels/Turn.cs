namespace Paragon;

/// <summary>A turn of a completion: what the policy says or does before others answer.</summary>
[Level("turn")]
public readonly partial struct Turn : ILevel<Turn>
{
    /// <summary>Reward of the turn.</summary>
    [Column("reward")]
    public partial Real Reward { get; }

    /// <summary>Advantage of the turn.</summary>
    [Column("advantage")]
    public partial Real Advantage { get; }

    /// <summary>Completion that the turn belongs to.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>Tokens of the turn, in order.</summary>
    [Children("turn")]
    public partial Elements<Token> Tokens { get; }
}
