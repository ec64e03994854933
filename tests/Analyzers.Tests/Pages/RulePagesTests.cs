using Microsoft.CodeAnalysis;

namespace Paragon.Analyzers.Tests.Pages;

/// <summary>The rules, their release file and their pages say the same.</summary>
public sealed class RulePagesTests
{
    private static DiagnosticDescriptor[] Rules => [.. RulePage.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static TheoryData<string> WithSamples => [.. RulePage.All.Where(page => page.Bad is not null && !page.Id.StartsWith("PAR1", StringComparison.Ordinal)).Select(page => page.Id)];

    [Fact]
    public void Every_rule_has_a_row_in_the_release_file_and_a_page() =>
        Assert.Multiple(
            () => Assert.Equal(Rules.Select(rule => rule.Id), RulePage.Released.Select(row => row[0])),
            () => Assert.Equal(Rules.Select(rule => rule.Id), RulePage.All.Select(page => page.Id)));

    [Fact]
    public void Category_severity_and_title_are_the_same_everywhere()
    {
        foreach ((DiagnosticDescriptor rule, RulePage page) in Rules.Zip(RulePage.All))
        {
            string[] row = RulePage.Released.Single(row => row[0] == rule.Id);
            Assert.Equal($"{rule.Id} {rule.Category} {rule.DefaultSeverity}", $"{row[0]} {row[1]} {row[2]}");
            Assert.Equal($"{rule.Id} {Word(rule.DefaultSeverity)}", $"{page.Id} {(page.Severity.Length == 0 ? Word(rule.DefaultSeverity) : page.Severity)}");
            Assert.Equal(page.Title, row[3], ignoreCase: true);
            if (rule.Category is not ("Paragon.Language" or "Paragon.Tensors"))
            {
                Assert.Equal(page.Title, rule.Title.ToString(System.Globalization.CultureInfo.InvariantCulture));
                Assert.Equal($"docs/rules/{rule.Id}.md", rule.HelpLinkUri);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WithSamples))]
    public async Task The_bad_sample_of_a_page_is_marked_and_the_good_one_is_not(string id)
    {
        RulePage page = RulePage.All.Single(page => page.Id == id);
        Assert.Contains(id, await Said(page.Bad!));
        Assert.DoesNotContain(id, await Said(page.Good ?? "[Loss] private static Real Loss(Token t) => t.LogProb;"));
    }

    private static async Task<IEnumerable<string>> Said(string sample)
    {
        UserProject project = sample.Contains("record ", StringComparison.Ordinal) ? UserProject.Of("namespace User;\n" + sample) : UserProject.OfMembers(sample);
        return (await project.Analyze([.. RulePage.Analyzers])).Select(diagnostic => diagnostic.Id);
    }

    private static string Word(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Info => "suggestion",
        _ => severity.ToString().ToLowerInvariant(),
    };
}
