using System.Text.Json;
using Paragon.Algorithms;

namespace Paragon.Cli.Tests;

public sealed class ListTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public async Task A_terminal_shows_every_objective_within_its_width(int width)
    {
        ToolRun run = await ToolRun.Of(width, "list");

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Lines, line => Assert.True(line.Length <= width, $"{line.Length} columns: {line}"));
        foreach (ObjectiveDescriptor objective in Objectives.All)
        {
            Assert.Contains(run.Lines, line => line.StartsWith(objective.Name + " ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_redirected_list_has_one_whole_line_for_each_objective()
    {
        ToolRun run = await ToolRun.Of("list");

        Assert.Equal(Objectives.All.Count + 2, run.Lines.Length);
        Assert.StartsWith("name", run.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{Objectives.All.Count} objectives", run.Lines[^1], StringComparison.Ordinal);
        string dpo = Assert.Single(run.Lines, line => line.StartsWith("dpo ", StringComparison.Ordinal));
        Assert.Matches(@"loss\(pair\), metric margin\(pair\), metric accuracy\(pair\) +Rafailov et al\. 2023.* +beta=0\.1$", dpo);
    }

    [Fact]
    public async Task A_filter_looks_at_names_summaries_sources_and_options()
    {
        ToolRun byOption = await ToolRun.Of("list", "value-clip");
        ToolRun bySource = await ToolRun.Of("list", "2305.18290");
        ToolRun none = await ToolRun.Of("list", "no such thing");

        Assert.Contains(byOption.Lines, line => line.StartsWith("ppo ", StringComparison.Ordinal));
        Assert.DoesNotContain(byOption.Lines, line => line.StartsWith("dpo ", StringComparison.Ordinal));
        Assert.Contains(bySource.Lines, line => line.StartsWith("dpo ", StringComparison.Ordinal));
        Assert.Equal(1, none.ExitCode);
        Assert.Contains($"None of the {Objectives.All.Count} objectives has 'no such thing'", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_as_json_holds_formulas_and_options()
    {
        ToolRun run = await ToolRun.Of("list", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(Objectives.All.Select(objective => objective.Name).Order(StringComparer.Ordinal), json.RootElement.EnumerateArray().Select(entry => entry.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        JsonElement dpo = json.RootElement.EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == "dpo");
        Assert.Equal("pair", dpo.GetProperty("formulas")[0].GetProperty("level").GetString());
        Assert.Equal("0.1", dpo.GetProperty("options")[0].GetProperty("default").GetString());
    }
}
