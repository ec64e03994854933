using Microsoft.CodeAnalysis;

namespace Paragon.CodeFixes.Editing;

/// <summary>One change of a file.</summary>
/// <param name="Node">What is replaced, a node of the solution as it is.</param>
/// <param name="Key">What the change does; two edits of one node with one key are the same change.</param>
/// <param name="Change">
/// The replacement, made from the node as edits inside it and earlier ones of it have left it.
/// </param>
internal sealed record Edit(SyntaxNode Node, string Key, Func<SyntaxNode, SyntaxNode> Change)
{
    /// <summary>A change of a node of a type; nothing where an earlier edit has made it something else.</summary>
    public static Edit Of<T>(T original, string key, Func<T, SyntaxNode> change)
        where T : SyntaxNode => new(original, key, current => current is T node ? change(node) : current);
}
