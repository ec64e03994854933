using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Paragon.CodeFixes.Tests;

/// <summary>Sources as a user's solution in an editor, with what analyzers say of it.</summary>
internal static class UserSolution
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Linq; global using Paragon; global using static Paragon.Formula;";

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is not ("Paragon.Analyzers.dll" or "Paragon.CodeFixes.dll" or "Paragon.Lowering.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>One project of some files.</summary>
    public static Solution Of(params string[] files) => Of([files]);

    /// <summary>Several projects, each of some files; every project refers to the ones before it.</summary>
    public static Solution Of(string[][] projects)
    {
        AdhocWorkspace workspace = new();
        Solution solution = workspace.CurrentSolution;
        List<ProjectId> earlier = [];
        foreach (string[] files in projects)
        {
            ProjectId id = ProjectId.CreateNewId();
            string name = $"User{earlier.Count}";
            solution = solution.AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, name, name, LanguageNames.CSharp, metadataReferences: s_references, parseOptions: s_language,
                projectReferences: earlier.Select(other => new ProjectReference(other)),
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false)));
            solution = solution.AddDocument(DocumentId.CreateNewId(id), "Usings.cs", SourceText.From(Usings));
            for (int i = 0; i < files.Length; i++)
            {
                solution = solution.AddDocument(DocumentId.CreateNewId(id), $"File{i}.cs", SourceText.From(files[i]));
            }

            earlier.Add(id);
        }

        return solution;
    }

    /// <summary>The documents that a test wrote, in their order.</summary>
    public static IEnumerable<Document> Files(this Solution solution) =>
        solution.Projects.SelectMany(project => project.Documents).Where(document => document.Name != "Usings.cs");

    /// <summary>Their texts.</summary>
    public static async Task<string[]> Texts(this Solution solution)
    {
        List<string> texts = [];
        foreach (Document document in solution.Files())
        {
            texts.Add((await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        }

        return [.. texts];
    }

    /// <summary>What analyzers say, in the order of files and places; what the compiler refuses ends the test.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Analyze(this Project project, params DiagnosticAnalyzer[] analyzers)
    {
        Compilation compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        string[] errors = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !IsOfMissingHalf(diagnostic)).Select(error => error.ToString())];
        Assert.True(errors.Length == 0, string.Join("\n", [.. errors, .. compilation.SyntaxTrees.Skip(1).Select(tree => tree.ToString())]));
        CompilationWithAnalyzersOptions options = new(project.AnalyzerOptions, onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(diagnostic => project.GetDocument(diagnostic.Location.SourceTree)?.Name, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    // The generators write the other half of a record and of a level; here they do not run.
    private static bool IsOfMissingHalf(Diagnostic error) => error.Id is "CS9248" or "CS9250" or "CS0535" or "CS0315" or "CS0311";
}
