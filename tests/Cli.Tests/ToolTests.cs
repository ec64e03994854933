using System.Diagnostics;
using System.Text.Json;
using Paragon.Algorithms;

namespace Paragon.Cli.Tests;

public sealed class ToolTests
{
    [Fact]
    public async Task Help_names_every_command()
    {
        ToolRun run = await ToolRun.Of("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(["list", "explain", "verify", "mutate", "schema", "train"], command => Assert.Contains(run.Lines, line => line.TrimStart().StartsWith(command, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_version_is_that_of_the_assembly() =>
        Assert.Matches(@"^\d+\.\d+\.\d+", (await ToolRun.Of("--version")).Output);

    [Fact]
    public async Task An_unknown_command_fails_and_names_the_nearest()
    {
        ToolRun run = await ToolRun.Of("verfy");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("verify", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_training_that_lacks_what_a_method_reads_names_the_experiment_that_has_it()
    {
        ToolRun run = await ToolRun.Of("train", "--objective", "selm");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'selm' follows the link 'pair.response'", run.Error, StringComparison.Ordinal);
        Assert.Contains("'paragon reproduce selm'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_knows_every_objective_and_goes_to_a_file()
    {
        string file = Path.GetTempFileName();
        ToolRun shown = await ToolRun.Of("schema"), written = await ToolRun.Of("schema", "--output", file);

        Assert.Equal((0, 0), (shown.ExitCode, written.ExitCode));
        Assert.Equal(shown.Output, File.ReadAllText(file));
        File.Delete(file);
        using JsonDocument json = JsonDocument.Parse(shown.Output);
        JsonElement objectives = json.RootElement.GetProperty("properties").GetProperty("Paragon").GetProperty("properties").GetProperty("Objectives").GetProperty("properties");
        Assert.All(Objectives.All, objective => Assert.True(objectives.TryGetProperty(objective.Name, out _)));
    }

    /// <summary>libtorch takes longer to load than these commands to run.</summary>
    [Theory]
    [InlineData("list")]
    [InlineData("explain dpo")]
    [InlineData("verify Goldens/00-dpo-sigmoid.json --backend scalar")]
    [InlineData("verify Goldens/00-dpo-sigmoid.json --backend graph")]
    public async Task A_command_without_tensors_does_not_load_libtorch(string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which libraries a process loads.");
        string loaded = await Loaded(arguments);

        Assert.Contains("libcoreclr", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("libtorch", loaded, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_command_with_tensors_loads_libtorch()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which libraries a process loads.");

        Assert.Contains("libtorch", await Loaded("verify Goldens/00-dpo-sigmoid.json --backend tensor"), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What the loader says of the libraries that a process of its own loads.</summary>
    private static async Task<string> Loaded(string arguments)
    {
        ProcessStartInfo start = new("dotnet", $"exec paragon.dll {arguments}")
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LD_DEBUG"] = "files";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        string messages = await error;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + messages);
        return messages;
    }
}
