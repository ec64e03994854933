using Microsoft.CodeAnalysis;

namespace Paragon.CodeFixes.Editing;

/// <summary>A solution after edits. Edits may lie inside each other: the inner ones are made first.</summary>
internal static class EditedSolution
{
    /// <summary>The solution with all edits made at once; the same change asked for twice is made once.</summary>
    public static async Task<Solution> Of(Solution solution, IEnumerable<Edit> edits, CancellationToken cancellation)
    {
        Solution changed = solution;
        foreach (IGrouping<SyntaxTree, Edit> file in edits.GroupBy(edit => edit.Node.SyntaxTree))
        {
            if (solution.GetDocument(file.Key) is { } document)
            {
                SyntaxNode root = await file.Key.GetRootAsync(cancellation).ConfigureAwait(false);
                changed = changed.WithDocumentSyntaxRoot(document.Id, Changed(root, file));
            }
        }

        return changed;
    }

    private static SyntaxNode Changed(SyntaxNode root, IEnumerable<Edit> edits)
    {
        Dictionary<SyntaxNode, List<Edit>> byNode = edits.GroupBy(edit => edit.Node).ToDictionary(
            group => group.Key, group => group.GroupBy(edit => edit.Key).Select(same => same.First()).ToList());
        return Rigid(root.ReplaceNodes(byNode.Keys, (original, current) => byNode[original].Aggregate(current, static (node, edit) => edit.Change(node))));
    }

    /// <summary>The edits say every space. Without this the editor would format the lines around new tokens as it likes.</summary>
    private static SyntaxNode Rigid(SyntaxNode root) =>
        root.ReplaceTrivia(root.DescendantTrivia().Where(static trivia => trivia.HasAnnotation(SyntaxAnnotation.ElasticAnnotation)), static (_, _) => default);
}
