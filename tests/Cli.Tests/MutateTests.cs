namespace Paragon.Cli.Tests;

public sealed class MutateTests
{
    private static readonly string _goldens = Path.Combine(AppContext.BaseDirectory, "Goldens");

    [Fact]
    public async Task With_all_golden_files_every_mutant_is_killed_or_equivalent()
    {
        ToolRun run = await ToolRun.Of("mutate", "dpo", "--goldens", _goldens, Path.Combine(AppContext.BaseDirectory, "Own"));

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Matches(@"^dpo: \d+ mutants, \d+ killed, 0 equivalent, 0 survived, by \d+ golden cases and identities$", Assert.Single(run.Lines));
    }

    [Fact]
    public async Task A_survivor_comes_with_its_formula_and_what_kills_it_and_fails()
    {
        ToolRun run = await ToolRun.Of("mutate", "dpo", "--goldens", Path.Combine(_goldens, "00-dpo-sigmoid.json"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains("SURVIVED   Accuracy · constant: `0` in `0 < ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("[1 < q1[p.chosen] - q1[p.rejected]]", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("A case like this kills it: Dpo { Beta = ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_names_what_killed_each_mutant()
    {
        ToolRun run = await ToolRun.Of("mutate", "dpo", "--list", "--goldens", _goldens);

        Assert.Contains(run.Lines, line => line.Contains("killed     Loss · sign: the sign is flipped", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("by 00-dpo-sigmoid.json, ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_name_fails_and_names_the_nearest()
    {
        ToolRun run = await ToolRun.Of("mutate", "dqo");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("dpo", run.Error, StringComparison.Ordinal);
    }
}
