namespace Paragon;

/// <summary>One completion with a label of its own, not paired with another: unpaired feedback.</summary>
[Level("example")]
public readonly partial struct Example : ILevel<Example>
{
    /// <summary>The completion that was judged.</summary>
    [Link]
    public partial Completion Completion { get; }

    /// <summary>A completion that belongs to another prompt, read as an answer to this one: a sample for the KL term of KTO.</summary>
    [Link]
    public partial Completion Mismatched { get; }

    /// <summary>Whether the completion was judged good.</summary>
    [Column("desirable")]
    public partial bool Desirable { get; }
}
