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

/// <summary>How much each token counts in the value of its macro action.</summary>
public enum MacroWeight
{
    /// <summary>All the same.</summary>
    Equal,

    /// <summary>The last one only.</summary>
    Unit,

    /// <summary>1, 1/2, 1/3, … from the first on.</summary>
    Position,
}

/// <summary>Where macro actions end.</summary>
public enum MacroTermination
{
    /// <summary>After every n tokens.</summary>
    Fixed,

    /// <summary>After lengths of 1, 2, 3, 5 and 10 tokens in random order.</summary>
    Randomized,

    /// <summary>With constituents of fewer than C tokens.</summary>
    Parsing,

    /// <summary>Where the perplexity rises.</summary>
    Perplexity,

    /// <summary>With the completion: a contextual bandit.</summary>
    Whole,
}
