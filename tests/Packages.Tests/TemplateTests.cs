using System.Globalization;
using System.Text.RegularExpressions;

namespace Paragon.Packages.Tests;

[Collection(nameof(Packed))]
public sealed partial class TemplateTests(PackedRepository packed)
{
    [Fact]
    public async Task A_new_project_builds_without_a_warning_passes_its_laws_and_trains()
    {
        var project = await New("Acme.LengthPenalty2");

        Assert.Equal(
            [
                ".gitignore",
                "Acme.LengthPenalty2.slnx",
                "Directory.Build.props",
                "Directory.Build.targets",
                "Directory.Packages.props",
                "global.json",
                "nuget.config",
                "src/Acme.LengthPenalty2/Acme.LengthPenalty2.csproj",
                "src/Acme.LengthPenalty2/LengthPenalty2.cs",
                "src/Acme.LengthPenalty2/Program.cs",
                "src/Acme.LengthPenalty2/settings.json",
                "tests/Acme.LengthPenalty2.Tests/Acme.LengthPenalty2.Tests.csproj",
                "tests/Acme.LengthPenalty2.Tests/Goldens/cases.json",
                "tests/Acme.LengthPenalty2.Tests/LengthPenalty2Tests.cs",
            ],
            Directory.GetFiles(project, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(project, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal));

        await Command.Dotnet(project, packed.Cache, "build", "-c", "Release", "-warnaserror");

        var tested = await Command.Dotnet(project, packed.Cache, "test", "-c", "Release", "--no-build");
        Assert.Contains("Test run summary: Passed!", tested, StringComparison.Ordinal);

        var trained = await Command.Dotnet(project, packed.Cache, "run", "-c", "Release", "--no-build", "--project", "src/Acme.LengthPenalty2", "--", "--steps", "20");
        var rewards = MeanReward().Match(trained);
        Assert.True(rewards.Success, trained);
        var (before, after) = (Number(rewards.Groups["before"]), Number(rewards.Groups["after"]));
        Assert.True(after > before, trained);
    }

    [GeneratedRegex(@"mean reward\D+(?<before>\d+\.\d+)\D+(?<after>\d+\.\d+)")]
    private static partial Regex MeanReward();

    private static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    private async Task<string> New(string name)
    {
        var hive = Path.Combine(packed.Folder, "hive");
        await Command.Dotnet(packed.Folder, packed.Cache, "new", "install", packed.PackageFile("Paragon.Templates"), "--debug:custom-hive", hive);
        await Command.Dotnet(packed.Folder, packed.Cache, "new", "rlalgo", "-n", name, "--debug:custom-hive", hive);
        return Path.Combine(packed.Folder, name);
    }
}
