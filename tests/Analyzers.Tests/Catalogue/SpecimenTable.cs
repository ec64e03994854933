using Microsoft.CodeAnalysis;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>The specimens and what is said of them as a page of the documentation.</summary>
internal static class SpecimenTable
{
    public const string Command = "PARAGON_WRITE_DOCS=1 dotnet run --project tests/Analyzers.Tests -c Release -- --filter-class \"*SpecimenTests\"";

    private const string Introduction = """
        # Rewards of the field, and what is said of them

        Each row is a reward, an advantage or a loss of a published method, or a real bug, written in the formula language in
        `tests/Analyzers.Tests/Specimens`. Range, centring and saturation are the header's of that file: they come from the method's
        card and are checked by sampling, without the analyzers. The other columns are what the analyzers report: ● is a warning.
        A warning that the header does not name, and one that it names and is missing, fail the test that writes this page.

        - *range*: the least interval with all values, over all declared inputs and options.
        - *centred*: unchanged when one constant is added to every learned score; *later*: by the objective's own advantage; *n/a*: no learned score.
        - *saturating*: grows fastest at the centre, then slows.
        """;

    public static string Text(IReadOnlyList<Diagnostic> reported) => $"""
        {Introduction}

        {Specimen.All.Count} specimens. This page is written by the test: `{Command}`

        {string.Join("\n\n", Specimen.All.GroupBy(specimen => specimen.Family).Select(family => Section(family.Key, [.. family], reported)))}

        """.ReplaceLineEndings("\n");

    private static string Section(string family, Specimen[] specimens, IReadOnlyList<Diagnostic> reported)
    {
        string[] rules = [.. SpecimenWarnings.Rules.Where(rule => specimens.Any(specimen => SpecimenWarnings.Of(specimen, reported).Contains(rule)))];
        return $"""
            ## {family}

            | specimen | range | centred | saturating |{string.Concat(rules.Select(rule => $" [{rule}]({rule}.md) |"))} source |
            | --- | --- | --- | --- |{string.Concat(rules.Select(_ => " :-: |"))} --- |
            {string.Join('\n', specimens.Select(specimen => Row(specimen, rules, SpecimenWarnings.Of(specimen, reported))))}
            """;
    }

    private static string Row(Specimen specimen, string[] rules, IReadOnlyList<string> warnings) =>
        $"| {specimen.Name.Split('/')[1]} | {specimen.Header["range"]} | {specimen.Header["centred"]} | {specimen.Header["saturating"]} |"
        + string.Concat(rules.Select(rule => warnings.Contains(rule) ? " ● |" : " |")) + $" {specimen.Source.Replace("|", "\\|")} |";
}
