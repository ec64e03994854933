using Microsoft.CodeAnalysis;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>The methods that ship build with all rules on; what the rules find in them is in the documentation, with the reason where it is suppressed.</summary>
public sealed class ShippedMethodsTests
{
    private const int ShortestReason = 30;
    private const string Command = "PARAGON_WRITE_DOCS=1 dotnet run --project tests/Analyzers.Tests -c Release -- --filter-class \"*ShippedMethodsTests\"";

    [Fact]
    public async Task Nothing_is_said_of_them_that_is_not_suppressed_with_a_reason()
    {
        IReadOnlyList<MethodFinding> findings = await ShippedMethods.Findings;
        Assert.True(findings.Count > 20, $"only {findings.Count} findings: are these the methods?");
        string[] open = [.. findings.Where(finding => !finding.IsSuggestion && finding.Reason is not { Length: >= ShortestReason }).Select(finding => $"{finding.File}: {finding.Rule}: {finding.Sentence} Reason: '{finding.Reason}'.")];
        Assert.True(open.Length == 0, string.Join('\n', open));
        Assert.All(ShippedMethods.Compilation.SyntaxTrees, tree => Assert.DoesNotContain("#pragma warning disable PAR", tree.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_suppression_suppresses_something()
    {
        IReadOnlyList<MethodFinding> findings = await ShippedMethods.Findings;
        HashSet<(SyntaxTree, int)> used = [.. findings.Where(finding => finding.Suppression is not null).Select(finding => (finding.Suppression!.SyntaxTree, finding.Suppression.Span.Start))];
        string[] unused =
        [
            .. Types(ShippedMethods.Compilation.Assembly.GlobalNamespace).SelectMany(type => type.GetAttributes().Concat(type.GetMembers().SelectMany(member => member.GetAttributes())))
                .Where(attribute => attribute.AttributeClass?.Name == "SuppressMessageAttribute" && attribute.ConstructorArguments[0].Value is string category && category.StartsWith("Paragon.", StringComparison.Ordinal))
                .Where(attribute => !used.Contains((attribute.ApplicationSyntaxReference!.SyntaxTree, attribute.ApplicationSyntaxReference.Span.Start)))
                .Select(attribute => $"{Path.GetFileName(attribute.ApplicationSyntaxReference!.SyntaxTree.FilePath)}: {attribute}"),
        ];
        Assert.True(unused.Length == 0, $"nothing is found where these stand:\n{string.Join('\n', unused)}");
    }

    [Fact]
    public async Task The_page_of_what_the_rules_found_is_that_of_this_run()
    {
        string page = Page(await ShippedMethods.Findings);
        string path = Path.Combine(ShippedMethods.Root(), "docs", "rules", "algorithms.md");
        if (Environment.GetEnvironmentVariable("PARAGON_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, page, TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(path) && (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") == page, $"docs/rules/algorithms.md is not the page of this run. Write it again: {Command}");
    }

    private static string Page(IReadOnlyList<MethodFinding> findings) => $"""
        # What the rules found in the published methods

        All rules are on over `src/Algorithms`: {findings.Count} findings in {findings.Select(finding => finding.File).Distinct().Count()} of its files, and of the others nothing is said. Each is
        true: the sentence has the input that shows it. The method is published so, and the last column is the reason in its `SuppressMessage`.
        A warning that has none, and a suppression of nothing, fail the test that writes this page: `{Command}`

        | rule | findings |
        | --- | ---: |
        {string.Join('\n', findings.GroupBy(finding => finding.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"| [{rule.Key}]({rule.Key}.md) | {rule.Count()} |"))}

        {string.Join("\n\n", findings.GroupBy(finding => finding.File.Split('/')[0]).Select(family => Section(family.Key, family)))}

        """.ReplaceLineEndings("\n");

    private static string Section(string family, IEnumerable<MethodFinding> findings) => $"""
        ## {family}

        | method | rule | what was found | why it stays |
        | --- | --- | --- | --- |
        {string.Join('\n', findings.Select(finding => $"| {Linked(finding.Method)} | [{finding.Rule}]({finding.Rule}.md) | {Cell(finding.Sentence)} | {Cell(finding.Reason ?? "A suggestion, not suppressed: the formula is written as its paper writes it.")} |"))}
        """;

    private static string Linked(string method) =>
        File.Exists(Path.Combine(ShippedMethods.Root(), "docs", "methods", $"{method}.md")) ? $"[{method}](../methods/{method}.md)" : method;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));
}
