namespace Paragon;

/// <summary>A node of the prefix tree that the completions of one group form: the tokens that reached it share all that came before.</summary>
[Level("node")]
public readonly partial struct TreeNode : ILevel<TreeNode>
{
    /// <summary>Group whose completions form the tree.</summary>
    [Parent]
    public partial Group Group { get; }

    /// <summary>The tokens that reached this node, one for each completion that passes through it.</summary>
    [Children("node")]
    public partial Elements<Token> Tokens { get; }
}
