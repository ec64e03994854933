using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Paragon.CodeFixes.Options;

/// <summary>Corrects all names of the settings files of a project or solution. An editor asks for no single file that is not code.</summary>
internal sealed class SettingNamesFixAll : FixAllProvider
{
    /// <summary>The one instance; it has no state.</summary>
    public static SettingNamesFixAll Instance { get; } = new();

    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(CodeAction.Create(
        "Correct all names", _ => Corrected(fixAllContext), fixAllContext.CodeActionEquivalenceKey));

    private static async Task<Solution> Corrected(FixAllContext context)
    {
        Solution solution = context.Solution;
        foreach (Project project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
        {
            ILookup<string, Diagnostic> byFile = (await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false)).ToLookup(diagnostic => diagnostic.Location.GetLineSpan().Path);
            foreach (TextDocument file in project.AdditionalDocuments.Where(file => file.FilePath is { } path && byFile.Contains(path)))
            {
                solution = await CorrectSettingName.Corrected(solution, file, byFile[file.FilePath!], context.CancellationToken).ConfigureAwait(false);
            }
        }

        return solution;
    }
}
