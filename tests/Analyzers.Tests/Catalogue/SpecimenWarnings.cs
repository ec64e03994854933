using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Language;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>What the analyzers say of the specimens, all rules on.</summary>
internal static class SpecimenWarnings
{
    /// <summary>The rules that the catalogue covers: of reward design, numerics and gradients.</summary>
    public static IReadOnlyList<string> Rules { get; } = ["PAR001", "PAR002", "PAR003", "PAR004", "PAR005", "PAR006", "PAR007", "PAR008", "PAR009", "PAR011", "PAR012", "PAR201", "PAR202", "PAR203", "PAR204", "PAR205", "PAR301", "PAR302", "PAR303", "PAR304"];

    private static readonly Lazy<Task<IReadOnlyList<Diagnostic>>> s_reported = new(Report);

    /// <summary>Everything that is reported, in the order of the files.</summary>
    public static Task<IReadOnlyList<Diagnostic>> Reported => s_reported.Value;

    /// <summary>The covered rules that are reported in a specimen, sorted, each once.</summary>
    public static IReadOnlyList<string> Of(Specimen specimen, IReadOnlyList<Diagnostic> reported) =>
        [.. reported.Where(diagnostic => FileOf(diagnostic) == specimen.Name).Select(diagnostic => diagnostic.Id).Where(Rules.Contains).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>File of a diagnostic, as <see cref="Specimen.Name"/>.</summary>
    public static string FileOf(Diagnostic diagnostic) => Path.ChangeExtension(diagnostic.Location.GetLineSpan().Path, null);

    /// <summary>A diagnostic on one line.</summary>
    public static string Line(Diagnostic diagnostic) =>
        $"{diagnostic.Location.GetLineSpan().Path}({diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}): {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";

    private static async Task<IReadOnlyList<Diagnostic>> Report()
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers =
        [
            .. typeof(FormulaLanguageAnalyzer).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
        ImmutableArray<Diagnostic> reported = await SpecimenCompilation.Project.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync();
        return [.. reported.OrderBy(FileOf, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }
}
