using System.Text.RegularExpressions;

namespace Paragon.Packages.Tests;

[Collection(nameof(Packed))]
public sealed partial class ExampleWarningsTests(PackedRepository packed)
{
    private const string RewriteCommand = "PARAGON_WRITE_DOCS=1 dotnet test --project tests/Packages.Tests -c Release";

    /// <summary>What a user's build prints of six real bugs: number, place, sentence, input, what to do.</summary>
    [Fact]
    public async Task A_build_against_the_packages_prints_the_warnings_that_the_documentation_shows()
    {
        var project = Directory.CreateDirectory(Path.Combine(packed.Folder, "six-bugs")).FullName;
        File.Copy(Path.Combine(Repository.Root, "docs", "rules", "SixBugs.cs"), Path.Combine(project, "SixBugs.cs"));
        await File.WriteAllTextAsync(Path.Combine(project, "SixBugs.csproj"), Project(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(project, "nuget.config"), Feed(), TestContext.Current.CancellationToken);

        var printed = await Command.Dotnet(project, packed.Cache, "build", "-c", "Release");
        string[] warnings = [.. Warning().Matches(printed).Select(line => line.Groups["warning"].Value).Distinct().OrderBy(line => int.Parse(Line().Match(line).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

        foreach (var rule in new[] { "PAR005", "PAR006", "PAR201", "PAR301", "PAR303", "PAR304" })
            Assert.Single(warnings, warning => warning.Contains($"warning {rule}:", StringComparison.Ordinal));
        var page = Path.Combine(Repository.Root, "docs", "rules", "README.md");
        var text = (await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var current = Block().Replace(text, match => $"{match.Groups["head"].Value}{string.Join('\n', warnings)}\n```");
        if (Environment.GetEnvironmentVariable("PARAGON_WRITE_DOCS") == "1")
            await File.WriteAllTextAsync(page, current, TestContext.Current.CancellationToken);
        else
            Assert.True(current == text, $"docs/rules/README.md does not show what this build prints. Write it again: {RewriteCommand}\n{string.Join('\n', warnings)}");
    }

    private string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Paragon.Framework" Version="{PackageVersion().Match(packed.PackageFile("Paragon.Framework")).Groups[1].Value}" />
          </ItemGroup>
        </Project>
        """;

    private string Feed() => $"""
        <configuration>
          <packageSources>
            <add key="paragon" value="{packed.Packages}" />
          </packageSources>
        </configuration>
        """;

    // The folder of this run and the project behind each line are left out.
    [GeneratedRegex(@"(?<warning>SixBugs\.cs\(\d+,\d+\): warning PAR\d+: .*?)(?: \[[^\]]*SixBugs\.csproj\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex Warning();

    [GeneratedRegex(@"\((\d+),")]
    private static partial Regex Line();

    [GeneratedRegex(@"Paragon\.Framework\.(\d.*)\.nupkg$")]
    private static partial Regex PackageVersion();

    [GeneratedRegex("(?<head>## What a build prints\n(?:[^`]|`(?!``))*```\n)(?:.*\n)*?```")]
    private static partial Regex Block();
}
