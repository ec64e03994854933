using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Paragon.CodeFixes.Editing;

/// <summary>The remedies of one rule.</summary>
/// <param name="rule">Number of the rule.</param>
public abstract class RemedyProvider(string rule) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [rule];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => RemedyFixAll.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await Place.Of(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } place)
            {
                continue;
            }

            Solution solution = context.Document.Project.Solution;
            foreach (Remedy remedy in Remedies(place))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(remedy.Title, cancellation => EditedSolution.Of(solution, remedy.Edits, cancellation), remedy.Key), diagnostic);
            }
        }
    }

    /// <summary>The ways to settle a warning, the recommended one first; none where no change is certainly right.</summary>
    private protected abstract IEnumerable<Remedy> Remedies(Place place);

    /// <summary>The changes of the way with a key.</summary>
    internal IReadOnlyList<Edit> Edits(Place place, string? key) =>
        Remedies(place).FirstOrDefault(remedy => remedy.Key == key)?.Edits ?? [];
}
