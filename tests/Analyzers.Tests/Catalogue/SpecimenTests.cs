using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Language;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>Every reward of the field: it compiles, and what is said of it is what is true of it.</summary>
public sealed class SpecimenTests
{
    // What cannot be followed is refused, and is all that is said of it.
    private const string Refused = "Opaque/";

    [Fact]
    public void Every_specimen_compiles()
    {
        string[] errors = [.. SpecimenCompilation.Project.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Line)];
        Assert.True(errors.Length == 0, string.Join("\n", errors));
    }

    [Fact]
    public async Task The_language_refuses_none_but_the_opaque_ones()
    {
        var refusals = await SpecimenCompilation.Sources.WithAnalyzers([new FormulaLanguageAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        string[] unexpected = [.. refusals.Concat(SpecimenCompilation.Refusals).Where(refusal => !SourceOf(refusal).StartsWith(Refused, StringComparison.Ordinal)).Select(Line)];
        Assert.True(unexpected.Length == 0, string.Join("\n", unexpected));
    }

    [Fact]
    public void Every_header_can_be_read_and_does_not_contradict_itself()
    {
        Assert.NotEmpty(Specimen.All);
        foreach (Specimen specimen in Specimen.All)
        {
            Assert.Equal(specimen.Range is { } range ? double.IsFinite(range.Low) && double.IsFinite(range.High) : null, specimen.IsBounded);
            Assert.Equal(specimen.Centring == Centring.NotApplicable, specimen.IsSaturating is null);
            Assert.Equal(specimen.Centring == Centring.No, specimen.Warnings.Contains("PAR002"));
            Assert.Equal(specimen.IsSaturating == false, specimen.Warnings.Contains("PAR003"));
            Assert.Equal(specimen.IsBounded == false && !specimen.Name.StartsWith(Refused, StringComparison.Ordinal), specimen.Warnings.Contains("PAR001"));
        }
    }

    private static string Line(Diagnostic diagnostic) => $"{SourceOf(diagnostic)}({diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}): {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";

    private static string SourceOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().Path;
}
