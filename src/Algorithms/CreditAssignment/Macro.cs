namespace Paragon.Algorithms;

/// <summary>A macro action: a run of tokens that is one decision.</summary>
[Level("macro")]
public readonly partial struct Macro : ILevel<Macro>
{
    /// <summary>Advantage of the macro action.</summary>
    [Column("advantage")]
    public partial Real Advantage { get; }

    /// <summary>Return of the macro action: the target of its tokens' values.</summary>
    [Column("return")]
    public partial Real Return { get; }

    /// <summary>The completion.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>Tokens of the macro action, in order.</summary>
    [Children("macro")]
    public partial Elements<Token> Tokens { get; }
}
