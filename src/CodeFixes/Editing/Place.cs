using Microsoft.CodeAnalysis;

namespace Paragon.CodeFixes.Editing;

/// <summary>Where a warning stands.</summary>
/// <param name="Diagnostic">The warning.</param>
/// <param name="Node">The innermost node with exactly the warning's text, or around it.</param>
/// <param name="Model">What the file means.</param>
/// <param name="Cancellation">Ends the work.</param>
internal sealed record Place(Diagnostic Diagnostic, SyntaxNode Node, SemanticModel Model, CancellationToken Cancellation)
{
    /// <summary>Reads the place of a warning in a document; null where the document has none.</summary>
    public static async Task<Place?> Of(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return root is null || model is null || !root.FullSpan.Contains(diagnostic.Location.SourceSpan) ? null
            : new Place(diagnostic, root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model, cancellation);
    }
}
