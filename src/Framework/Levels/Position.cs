namespace Paragon;

/// <summary>One index within the completions of a group, shared by the tokens that stand there.</summary>
[Level("position")]
public readonly partial struct Position : ILevel<Position>
{
    /// <summary>Group whose completions are lined up.</summary>
    [Parent]
    public partial Group Group { get; }

    /// <summary>The tokens at this index, one for each completion that is long enough.</summary>
    [Children("position")]
    public partial Elements<Token> Tokens { get; }
}
