using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Language;

namespace Paragon.Analyzers.Tests.Pages;

/// <summary>A rule's page in the documentation.</summary>
/// <param name="Id">Number of the rule.</param>
/// <param name="Title">Title of the page.</param>
/// <param name="Severity">Severity, in the words of <c>.editorconfig</c>; empty where the page does not say.</param>
/// <param name="Bad">The bad sample, or null.</param>
/// <param name="Good">The good one, or null.</param>
internal sealed partial record RulePage(string Id, string Title, string Severity, string? Bad, string? Good)
{
    /// <summary>The repository's root, where this file was compiled.</summary>
    private static string Root => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    /// <summary>All pages.</summary>
    public static IReadOnlyList<RulePage> All { get; } = [.. Directory.GetFiles(Path.Combine(Root, "docs", "rules"), "PAR*.md").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>The release file's rows: number, category, severity, title.</summary>
    public static IReadOnlyList<string[]> Released { get; } =
        [.. File.ReadAllLines(Path.Combine(Root, "src", "Analyzers", "AnalyzerReleases.Unshipped.md")).Where(line => line.StartsWith("PAR", StringComparison.Ordinal)).Select(line => line.Split(" | "))];

    /// <summary>All analyzers.</summary>
    public static IReadOnlyList<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(FormulaLanguageAnalyzer).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static RulePage Read(string file)
    {
        string text = File.ReadAllText(file);
        Match head = Head().Match(text);
        return new RulePage(head.Groups[1].Value, head.Groups[2].Value, head.Groups[3].Value, Sample(text, "Bad"), Sample(text, "Good"));
    }

    private static string? Sample(string text, string name) =>
        Regex.Match(text, $@"\*\*{name}\*\*\s+```csharp\n(.*?)```", RegexOptions.Singleline) is { Success: true } found ? found.Groups[1].Value : null;

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^# (PAR\d+): (.+)\n\n(?:\*\*\w+ · (\w+)\*\*)?")]
    private static partial Regex Head();
}
