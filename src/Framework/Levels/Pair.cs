namespace Paragon;

/// <summary>Two completions of one prompt, of which one was preferred.</summary>
[Level("pair")]
public readonly partial struct Pair : ILevel<Pair>
{
    /// <summary>The preferred completion.</summary>
    [Link]
    public partial Completion Chosen { get; }

    /// <summary>The other completion.</summary>
    [Link]
    public partial Completion Rejected { get; }
}
