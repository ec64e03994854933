using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Paragon.CodeFixes.Editing;

/// <summary>Lines and indentation of a file as they are.</summary>
internal static class Layout
{
    /// <summary>The end of a line as the file writes it.</summary>
    public static SyntaxTrivia EndOfLine(SyntaxNode root) =>
        root.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found ? found : SyntaxFactory.LineFeed;

    /// <summary>The white space that a node's line begins with.</summary>
    public static SyntaxTriviaList Indentation(SyntaxNode node) =>
        node.GetLeadingTrivia().LastOrDefault() is { RawKind: (int)SyntaxKind.WhitespaceTrivia } white ? [white] : [];

    /// <summary>Divides what stands before the first token into a file's header, which ends with an empty line, and what belongs to the token.</summary>
    public static (SyntaxTriviaList Header, SyntaxTriviaList Own) Header(SyntaxTriviaList leading)
    {
        int end = 0;
        for (int i = 1; i < leading.Count; i++)
        {
            bool isEmptyLine = leading[i].IsKind(SyntaxKind.EndOfLineTrivia) && leading[i - 1].IsKind(SyntaxKind.EndOfLineTrivia);
            end = isEmptyLine ? i + 1 : end;
        }

        return ([.. leading.Take(end)], [.. leading.Skip(end)]);
    }
}
