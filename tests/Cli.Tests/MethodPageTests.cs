using System.Runtime.CompilerServices;
using Paragon.Cli.Explanation;

namespace Paragon.Cli.Tests;

/// <summary>Pages of methods hold what `paragon explain NAME --markdown` prints.</summary>
public sealed class MethodPageTests
{
    private const string Command = "PARAGON_WRITE_DOCS=1 dotnet run --project tests/Cli.Tests -c Release -- --filter-class \"*MethodPageTests\"";

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Folder(), "*.md").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_methods_page_says_what_its_formula_is(string page)
    {
        string path = Path.Combine(Folder(), page), before = File.ReadAllText(path).ReplaceLineEndings("\n"), after = before;
        foreach (string name in PageBlock.Names(before, "explain"))
        {
            Assert.True(Catalogue.Find(name) is not null, $"{page}: there is no objective '{name}'.");
            after = PageBlock.Replace(after, "explain", name, ExplainMarkdown.Text(new ObjectiveGraphs(Catalogue.Find(name)!.Default())))!;
            Assert.True(after is not null, $"{page}: the line <!-- explain {name} --> has no <!-- end explain --> after it.");
        }

        if (Environment.GetEnvironmentVariable("PARAGON_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, after);
        }

        Assert.True(after == before || File.ReadAllText(path) == after, $"{page} is not what the formulas say today. Write it again: {Command}");
    }

    private static string Folder([CallerFilePath] string test = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "docs", "methods"));
}
