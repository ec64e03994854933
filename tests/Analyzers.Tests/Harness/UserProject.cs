using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Paragon.Analyzers.Tests;

/// <summary>Sources as a project of a user, with the usings that it has, and the analyzers over it. Nothing is executed.</summary>
internal sealed class UserProject
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.ComponentModel.DataAnnotations; global using System.Linq; global using Paragon; global using static Paragon.Formula;";

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.CSharp14);

    // One object a reference: what proofs are remembered by.
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Paragon.Generators", StringComparison.Ordinal))
            .Where(path => !Path.GetFileName(path).StartsWith("Paragon.Analyzers", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly AnalyzerOptions _options;

    private UserProject(CSharpCompilation compilation, AnalyzerOptions options) => (Compilation, _options) = (compilation, options);

    /// <summary>The sources.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>A project of some files.</summary>
    public static UserProject Of(params (string Name, string Text)[] files) => new(
        CSharpCompilation.Create(
            "User", [Tree("Usings.cs", Usings), .. files.Where(file => file.Name.EndsWith(".cs", StringComparison.Ordinal)).Select(file => Tree(file.Name, file.Text))], s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false)),
        new AnalyzerOptions([.. files.Where(file => !file.Name.EndsWith(".cs", StringComparison.Ordinal)).Select(file => new MemoryText(file.Name, file.Text))]));

    /// <summary>A project of one file.</summary>
    public static UserProject Of(string source) => Of(("User.cs", source));

    /// <summary>A record with some members, as a project.</summary>
    public static UserProject OfMembers(string members, string columns = "") => Of(Record(members, columns));

    /// <summary>A record with some members.</summary>
    public static string Record(string members, string columns = "") => $$"""
        namespace User;

        {{columns}}

        [Objective("method")]
        public sealed partial record Method
        {
            {{members}}
        }
        """;

    /// <summary>What the compiler itself has to say against the sources, but that half of the record is missing.</summary>
    public IEnumerable<Diagnostic> Errors => Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>What analyzers say, in the order of the places.</summary>
    public async Task<ImmutableArray<Diagnostic>> Analyze(params DiagnosticAnalyzer[] analyzers)
    {
        CompilationWithAnalyzersOptions options = new(_options, onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> found = await Compilation.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private static SyntaxTree Tree(string name, string text) => CSharpSyntaxTree.ParseText(text, s_language, name);

    private sealed class MemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) => Microsoft.CodeAnalysis.Text.SourceText.From(text);
    }
}
