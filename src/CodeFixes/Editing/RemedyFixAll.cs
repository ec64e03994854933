using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Paragon.CodeFixes.Editing;

/// <summary>
/// Settles all warnings of a rule in the same way. Unlike the batch fixer it makes edits inside each other in one go, and a
/// declaration that several warnings ask to change is changed once.
/// </summary>
internal sealed class RemedyFixAll : FixAllProvider
{
    /// <summary>The one instance; it has no state.</summary>
    public static RemedyFixAll Instance { get; } = new();

    /// <inheritdoc/>
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        RemedyProvider provider = (RemedyProvider)fixAllContext.CodeFixProvider;
        List<Edit> edits = [];
        foreach (Diagnostic diagnostic in await Diagnostics(fixAllContext).ConfigureAwait(false))
        {
            if (fixAllContext.Solution.GetDocument(diagnostic.Location.SourceTree) is { } document
                && await Place.Of(document, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false) is { } place)
            {
                edits.AddRange(provider.Edits(place, fixAllContext.CodeActionEquivalenceKey));
            }
        }

        return edits.Count == 0 ? null : CodeAction.Create(
            "Fix all", cancellation => EditedSolution.Of(fixAllContext.Solution, edits, cancellation), fixAllContext.CodeActionEquivalenceKey);
    }

    private static async Task<IEnumerable<Diagnostic>> Diagnostics(FixAllContext context)
    {
        switch (context.Scope)
        {
            case FixAllScope.Document when context.Document is { } document:
                return await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);
            case FixAllScope.Project:
                return await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false);
            case FixAllScope.Solution:
                List<Diagnostic> all = [];
                foreach (Project project in context.Solution.Projects)
                {
                    all.AddRange(await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false));
                }

                return all;
            default:
                return [];
        }
    }
}
