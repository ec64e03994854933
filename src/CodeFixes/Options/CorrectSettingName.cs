using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Paragon.Analyzers.Options;

namespace Paragon.CodeFixes.Options;

/// <summary>PAR404: the nearest name that exists, in a settings file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CorrectSettingName), DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".json"]), Shared]
public sealed class CorrectSettingName : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UnknownSetting.Definition.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => SettingNamesFixAll.Instance;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (Nearest(diagnostic) is { } name)
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Change to '{name}'", cancellation => Corrected(context.TextDocument.Project.Solution, context.TextDocument, [diagnostic], cancellation), nameof(CorrectSettingName)),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>A solution in which the names that warnings of one file are about are the nearest ones.</summary>
    internal static async Task<Solution> Corrected(Solution solution, TextDocument file, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        SourceText text = await file.GetTextAsync(cancellation).ConfigureAwait(false);
        return solution.WithAdditionalDocumentText(file.Id, text.WithChanges(diagnostics.Where(diagnostic => Nearest(diagnostic) is not null).Select(diagnostic => Change(text, diagnostic))));
    }

    private static string? Nearest(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue(UnknownSetting.NearestName, out string? name) ? name : null;

    /// <summary>The last name of a key; "Paragon:Objectives:grpo" is a path in one key.</summary>
    private static TextChange Change(SourceText text, Diagnostic diagnostic)
    {
        TextSpan key = diagnostic.Location.SourceSpan;
        int start = key.Start + text.ToString(key).LastIndexOf(':') + 1;
        return new TextChange(TextSpan.FromBounds(start, key.End), Nearest(diagnostic)!);
    }
}
