using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Language;

namespace Paragon.CodeFixes.Tests;

/// <summary>Checks of one code fix with the analyzer of its rule.</summary>
/// <param name="analyzer">The rule.</param>
/// <param name="provider">The fix.</param>
internal sealed class FixCheck(DiagnosticAnalyzer analyzer, CodeFixProvider provider)
{
    private string Rule => Assert.Single(provider.FixableDiagnosticIds);

    /// <summary>
    /// The fix makes one record of another, byte for byte. Marks <c>[| |]</c> show where the rule speaks before; afterwards it
    /// is silent, and compiler and language accept the text. Several warnings are settled together.
    /// </summary>
    /// <param name="before">Members of a record with marks.</param>
    /// <param name="after">The members afterwards.</param>
    /// <param name="key">Which of the fixes offered; the first when null.</param>
    /// <param name="usings">Directives that are added.</param>
    /// <param name="declarations">Declarations before the record, and what becomes of them.</param>
    public Task Makes(string before, string after, string? key = null, string usings = "", (string Before, string After)? declarations = null) =>
        MakesFiles([Sources.Record(before, declarations?.Before ?? "")], [usings + Sources.Record(after, declarations?.After ?? "")], key);

    /// <summary>The fix makes these files of those; see <see cref="Makes"/>.</summary>
    public async Task MakesFiles(string[] before, string[] after, string? key = null)
    {
        (string Text, IReadOnlyList<string> Marked)[] marked = [.. before.Select(Sources.Read)];
        Solution solution = UserSolution.Of([.. marked.Select(file => file.Text)]);
        Project project = Assert.Single(solution.Projects);
        IReadOnlyList<Diagnostic> found = await Warnings(project);
        Assert.Equal(marked.SelectMany(file => file.Marked).Order(StringComparer.Ordinal), found.Select(Text).Order(StringComparer.Ordinal));

        Solution changed = found.Count == 1 ? await One(solution, found[0], key) : await All(solution, found, key, FixAllScope.Project);
        string[] texts = await changed.Texts();
        Assert.Equal(after, texts);
        Assert.Empty(await Warnings(Assert.Single(changed.Projects)));
    }

    /// <summary>
    /// A fix makes one expression of another where a warning stands on the mark, whichever analysis put it there. The result
    /// is accepted by compiler and language.
    /// </summary>
    /// <param name="provider">The fix.</param>
    /// <param name="before">Members of a record with one mark.</param>
    /// <param name="after">The members afterwards.</param>
    /// <param name="key">Which of the fixes offered; the first when null.</param>
    public static async Task MakesAtMark(CodeFixProvider provider, string before, string after, string? key = null)
    {
        (string text, IReadOnlyList<string> marked) = Sources.Read(Sources.Record(before));
        Solution solution = UserSolution.Of(text);
        SyntaxTree tree = (await solution.Files().Single().GetSyntaxTreeAsync(TestContext.Current.CancellationToken))!;
        Microsoft.CodeAnalysis.Text.TextSpan span = new(Sources.Record(before).IndexOf("[|", StringComparison.Ordinal), Assert.Single(marked).Length);
        FixCheck check = new(new FormulaLanguageAnalyzer(), provider);
        DiagnosticDescriptor rule = new(check.Rule, "A warning", "A warning", "Paragon", DiagnosticSeverity.Warning, isEnabledByDefault: true);
        Solution changed = await check.One(solution, Diagnostic.Create(rule, Location.Create(tree, span)), key);
        Assert.Equal([Sources.Record(after)], await changed.Texts());
        Assert.Empty(await changed.Projects.Single().Analyze(new FormulaLanguageAnalyzer()));
    }

    /// <summary>What is offered for the first warning of a record, in the order of the list that the editor shows.</summary>
    public async Task<IReadOnlyList<CodeAction>> Offers(string members, string declarations = "")
    {
        Solution solution = UserSolution.Of(Sources.Read(Sources.Record(members, declarations)).Text);
        IReadOnlyList<Diagnostic> found = await Warnings(Assert.Single(solution.Projects));
        Assert.NotEmpty(found);
        return await Actions(solution, found[0]);
    }

    /// <summary>A solution after fixing all warnings in a scope.</summary>
    public async Task<Solution> All(Solution solution, FixAllScope scope, string? key = null)
    {
        List<Diagnostic> found = [];
        foreach (Project project in solution.Projects)
        {
            found.AddRange(await Warnings(project));
        }

        return await All(solution, found, key, scope);
    }

    /// <summary>What the rule says of a project. The language's own refusals end the test, but where they are the rule.</summary>
    public async Task<IReadOnlyList<Diagnostic>> Warnings(Project project)
    {
        IReadOnlyList<Diagnostic> all = await project.Analyze([analyzer, .. analyzer is FormulaLanguageAnalyzer ? Array.Empty<DiagnosticAnalyzer>() : [new FormulaLanguageAnalyzer()]]);
        Diagnostic[] refused = [.. all.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != Rule)];
        Assert.True(refused.Length == 0, string.Join("\n", refused.Select(one => one.ToString())));
        return [.. all.Where(diagnostic => diagnostic.Id == Rule)];
    }

    /// <summary>A solution after one fix of one warning: the first that is offered, or the one with a key.</summary>
    public async Task<Solution> One(Solution solution, Diagnostic diagnostic, string? key = null)
    {
        IReadOnlyList<CodeAction> offered = await Actions(solution, diagnostic);
        return await Changed(key is null ? offered[0] : Assert.Single(offered, action => action.EquivalenceKey == key));
    }

    private async Task<Solution> All(Solution solution, IReadOnlyList<Diagnostic> found, string? key, FixAllScope scope)
    {
        Document first = solution.GetDocument(found[0].Location.SourceTree) ?? solution.Files().First();
        string chosen = key ?? (await Actions(solution, found[0]))[0].EquivalenceKey!;
        FixAllContext context = new(first, provider, scope, chosen, [Rule], new Found(this), TestContext.Current.CancellationToken);
        return await Changed((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    private async Task<IReadOnlyList<CodeAction>> Actions(Solution solution, Diagnostic diagnostic)
    {
        List<CodeAction> offered = [];
        TextDocument file = (TextDocument?)solution.GetDocument(diagnostic.Location.SourceTree)
            ?? solution.Projects.SelectMany(project => project.AdditionalDocuments).Single(other => other.FilePath == diagnostic.Location.GetLineSpan().Path);
        await provider.RegisterCodeFixesAsync(new CodeFixContext(file, diagnostic, (action, _) => offered.Add(action), TestContext.Current.CancellationToken));
        Assert.Distinct(offered.Select(action => action.EquivalenceKey));
        return offered;
    }

    private static async Task<Solution> Changed(CodeAction action) =>
        Assert.Single((await action.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>()).ChangedSolution;

    private static string Text(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);

    /// <summary>The warnings as an editor hands them to a fix of all.</summary>
    private sealed class Found(FixCheck check) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await check.Warnings(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await check.Warnings(document.Project)).Where(diagnostic => document.Project.GetDocument(diagnostic.Location.SourceTree)?.Id == document.Id);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
