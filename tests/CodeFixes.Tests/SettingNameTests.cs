using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Paragon.Analyzers.Options;
using Paragon.CodeFixes.Options;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR404: the names of a settings file.</summary>
public sealed class SettingNameTests
{
    private static readonly FixCheck s_fix = new(new UnknownSetting(), new CorrectSettingName());

    [Fact]
    public async Task A_misspelt_option_gets_the_nearest_name()
    {
        Solution solution = With("""{ "Paragon": { "Objectives": { "method": { "clpi": 0.2 /* kept */ } } } }""");
        Diagnostic warning = Assert.Single(await s_fix.Warnings(solution.Projects.Single()));

        Assert.Equal("""{ "Paragon": { "Objectives": { "method": { "clip": 0.2 /* kept */ } } } }""", await Settings(await s_fix.One(solution, warning)));
    }

    [Theory]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task All_names_of_a_file_are_corrected_together(FixAllScope scope)
    {
        Solution solution = With("""{ "Paragon:Objectives:metod": {}, "Paragon": { "Objectives": { "method": { "clpi": 0.2, "wdith": 3, "nothing-like-it": 1 } } } }""");

        Solution changed = await s_fix.All(solution, scope);

        Assert.Equal("""{ "Paragon:Objectives:method": {}, "Paragon": { "Objectives": { "method": { "clip": 0.2, "width": 3, "nothing-like-it": 1 } } } }""", await Settings(changed));
        Assert.Contains("nothing-like-it", Assert.Single(await s_fix.Warnings(changed.Projects.Single())).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static Solution With(string settings)
    {
        Solution solution = UserSolution.Of(Sources.Record("public double Clip { get; init; } = 0.2;\n\npublic int Width { get; init; } = 1;"));
        ProjectId project = solution.ProjectIds.Single();
        return solution.AddAdditionalDocument(DocumentId.CreateNewId(project), "appsettings.json", SourceText.From(settings), filePath: "appsettings.json");
    }

    private static async Task<string> Settings(Solution solution) =>
        (await solution.Projects.Single().AdditionalDocuments.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString();
}
