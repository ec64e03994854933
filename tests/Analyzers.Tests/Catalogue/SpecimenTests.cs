using System.Runtime.CompilerServices;
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
        string[] errors = [.. SpecimenCompilation.Project.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(SpecimenWarnings.Line)];
        Assert.True(errors.Length == 0, string.Join("\n", errors));
    }

    [Fact]
    public async Task The_language_refuses_none_but_the_opaque_ones()
    {
        var refusals = await SpecimenCompilation.Sources.WithAnalyzers([new FormulaLanguageAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        string[] unexpected = [.. refusals.Concat(SpecimenCompilation.Refusals).Where(refusal => !SpecimenWarnings.FileOf(refusal).StartsWith(Refused, StringComparison.Ordinal)).Select(SpecimenWarnings.Line)];
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

    [Fact]
    public async Task Every_specimen_gets_the_warnings_of_its_header_and_no_other()
    {
        IReadOnlyList<Diagnostic> reported = await SpecimenWarnings.Reported;
        List<string> differences = [];
        foreach (Specimen specimen in Specimen.All)
        {
            string[] expected = [.. specimen.Warnings.Where(SpecimenWarnings.Rules.Contains)];
            IReadOnlyList<string> found = SpecimenWarnings.Of(specimen, reported);
            differences.AddRange(expected.Except(found).Select(rule => $"{specimen.Name}: {rule} is missing. {specimen.Header["because"]}"));
            differences.AddRange(reported.Where(one => SpecimenWarnings.FileOf(one) == specimen.Name && found.Except(expected).Contains(one.Id)).Select(one => $"unexpected: {SpecimenWarnings.Line(one)}"));
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences)}");
    }

    [Fact]
    public async Task The_table_of_specimens_in_the_documentation_is_that_of_this_run()
    {
        string table = SpecimenTable.Text(await SpecimenWarnings.Reported);
        string path = Documentation();
        if (Environment.GetEnvironmentVariable("PARAGON_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, table, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(path) && (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") == table, $"docs/rules/specimens.md is not the table of this run. Write it again: {SpecimenTable.Command}");
    }

    private static string Documentation([CallerFilePath] string test = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "docs", "rules", "specimens.md"));
}
