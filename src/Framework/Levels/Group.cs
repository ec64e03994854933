namespace Paragon;

/// <summary>The completions of one prompt.</summary>
[Level("group")]
public readonly partial struct Group : ILevel<Group>
{
    /// <summary>Completions of the prompt.</summary>
    [Children]
    public partial Elements<Completion> Completions { get; }
}
