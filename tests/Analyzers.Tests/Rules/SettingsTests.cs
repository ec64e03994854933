using System.Globalization;
using Microsoft.CodeAnalysis;
using Paragon.Analyzers.Options;

namespace Paragon.Analyzers.Tests.Rules;

/// <summary>PAR404: what a settings file names is marked in the file.</summary>
public sealed class SettingsTests
{
    private const string Objective = """
        namespace User;
        public abstract record Shared { [Range(0, 1)] public double Temperature { get; init; } }
        [Objective("my-method")]
        public sealed partial record Method : Shared { [Range(0, 1)] public double ClipLow { get; init; } [Range(0, 1)] public double Beta { get; init; } }
        """;

    [Theory]
    [InlineData("""{ "Paragon": { "Objectives": { "my-method": { "clip-lo": 0.1 } } } }""", "clip-lo", "The option 'clip-lo' does not exist in 'my-method', so the program will not start. The nearest is 'clip-low'.")]
    [InlineData("""{ "paragon": { "objectives": { "MY_METHOD": { "qqqqqq": { "deep": 1 }, "BETA": 1, "Temperature": 1 } } }, }""", "qqqqqq", "There are: beta, clip-low, temperature.")]
    [InlineData("""{ // comment { " : """ + "\n" + """ "Paragon:Objectives:my-method": { "clipLow": 0.1, "bet": [1, {"x": "\"}"}] } } """, "bet", "The nearest is 'beta'.")]
    [InlineData("""{ "Logging": { "a": [] }, "Paragon": { "Objectives": { "my-metod": { "beta": 0.1 } } } }""", "my-metod", "The objective 'my-metod' does not exist, so the program will not start. The nearest is 'my-method'.")]
    public async Task Unknown_name_is_marked_where_it_stands(string settings, string marked, string words)
    {
        Diagnostic found = Assert.Single(await UserProject.Of(("User.cs", Objective), ("appsettings.json", settings)).Analyze(new UnknownSetting()));
        Assert.Equal("appsettings.json", found.Location.GetLineSpan().Path);
        Assert.Equal(marked, settings.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Contains(words, found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Paragon": { "Objectives": { "my-method": { "clip_low": 0.1, "BETA": 1, "temperature": 0 } }, "Training": { "steps": 1 } } }""")]
    [InlineData("""{ "Objectives": { "other": { "clip": 1 } } }""")]
    [InlineData("""{ "Paragon": { "Objectives": """)]
    [InlineData("no json")]
    [InlineData("")]
    public async Task Known_names_other_sections_and_broken_files_are_not(string settings) =>
        Assert.Empty(await UserProject.Of(("User.cs", Objective), ("appsettings.json", settings)).Analyze(new UnknownSetting()));
}
