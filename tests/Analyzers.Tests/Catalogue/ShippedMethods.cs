using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Language;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>The methods that ship, compiled from their sources, and what the analyzers say of them, suppressed or not.</summary>
internal static class ShippedMethods
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using Paragon; global using static Paragon.Formula;";

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.CSharp14);
    private static readonly Lazy<Task<IReadOnlyList<MethodFinding>>> s_findings = new(Find);

    /// <summary>Folder of the sources.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "src", "Algorithms");

    /// <summary>The sources.</summary>
    public static CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "Methods", [CSharpSyntaxTree.ParseText(Usings, s_language), .. Files().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), s_language, file))],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What is said, in the order of the files and rules, each sentence once; what is hidden is left out.</summary>
    public static Task<IReadOnlyList<MethodFinding>> Findings => s_findings.Value;

    /// <summary>Root of the repository.</summary>
    public static string Root([CallerFilePath] string test = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", ".."));

    private static IEnumerable<string> Files() =>
        Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static async Task<IReadOnlyList<MethodFinding>> Find()
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers =
        [
            .. typeof(FormulaLanguageAnalyzer).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
        CompilationWithAnalyzersOptions options = new(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        ImmutableArray<Diagnostic> reported = await Compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. reported.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden || diagnostic.IsSuppressed).Where(diagnostic => diagnostic.DefaultSeverity != DiagnosticSeverity.Hidden)
                .Select(diagnostic => MethodFinding.Of(diagnostic, Compilation)).Distinct()
                .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Rule, StringComparer.Ordinal).ThenBy(finding => finding.Sentence, StringComparer.Ordinal),
        ];
    }
}

/// <summary>Something that a rule says of a method.</summary>
/// <param name="File">File of the method, from the folder of the sources.</param>
/// <param name="Method">Name of the objective.</param>
/// <param name="Rule">Number of the rule.</param>
/// <param name="Sentence">What is said.</param>
/// <param name="Reason">Why it is suppressed; null where it is not.</param>
/// <param name="Suppression">Place of the attribute that suppresses it.</param>
/// <param name="IsSuggestion">Whether it is a suggestion, which a build does not print.</param>
internal sealed record MethodFinding(string File, string Method, string Rule, string Sentence, string? Reason, SyntaxReference? Suppression, bool IsSuggestion)
{
    /// <summary>The finding of a diagnostic.</summary>
    public static MethodFinding Of(Diagnostic diagnostic, Compilation compilation)
    {
        SyntaxTree tree = diagnostic.Location.SourceTree!;
        INamedTypeSymbol? type = compilation.GetSemanticModel(tree).GetEnclosingSymbol(diagnostic.Location.SourceSpan.Start) is { } symbol ? symbol as INamedTypeSymbol ?? symbol.ContainingType : null;
        string? name = type?.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "ObjectiveAttribute")?.ConstructorArguments.FirstOrDefault().Value as string;
        AttributeData? suppression = diagnostic.GetSuppressionInfo(compilation)?.Attribute;
        return new MethodFinding(
            Path.GetRelativePath(ShippedMethods.Folder, tree.FilePath).Replace('\\', '/'), name ?? type?.Name ?? "", diagnostic.Id,
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            suppression?.NamedArguments.FirstOrDefault(argument => argument.Key == "Justification").Value.Value as string, suppression?.ApplicationSyntaxReference, diagnostic.Severity < DiagnosticSeverity.Warning);
    }
}
