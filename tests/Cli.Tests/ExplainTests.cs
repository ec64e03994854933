using Paragon.Algorithms;
using Paragon.Tests;

namespace Paragon.Cli.Tests;

public sealed class ExplainTests
{
    public static TheoryData<string> Names() => [.. Objectives.All.Select(objective => objective.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_objective_is_explained(string name)
    {
        ToolRun run = await ToolRun.Of("explain", name);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith($"{name} · Paragon.Algorithms.", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nformulas\n  ", run.Output, StringComparison.Ordinal);
        ObjectiveDescriptor descriptor = Catalogue.Find(name)!;
        bool hasLoss = descriptor.Default().Stages.Any(stage => stage.Kind == StageKind.Loss);
        Assert.Equal(hasLoss, run.Lines.Any(line => line.StartsWith("  L = ", StringComparison.Ordinal)));
        Assert.Equal(hasLoss, run.Lines.Any(line => line.StartsWith("  ∂L/∂", StringComparison.Ordinal) && line.Contains("] = ", StringComparison.Ordinal)));
        Assert.All(descriptor.Options, option => Assert.Contains(run.Lines, line => line.TrimStart().StartsWith(option.Key + " ", StringComparison.Ordinal) && line.Contains(option.Allowed, StringComparison.Ordinal)));
        // a node that no printer knows would show its text form
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_objective_has_LaTeX_whose_brackets_close(string name)
    {
        ToolRun run = await ToolRun.Of("explain", name, "--latex");

        Assert.Equal(0, run.ExitCode);
        string text = string.Join('\n', run.Output.Split('\n').Where(line => !line.StartsWith('%')));
        Assert.Equal(Count(text, @"\["), Count(text, @"\]"));
        Assert.Equal(Count(text, @"\left"), Count(text, @"\right"));
        Assert.Equal(Count(text, @"\begin{"), Count(text, @"\end{"));
        Assert.Equal(Count(text.Replace(@"\{", "", StringComparison.Ordinal), "{"), Count(text.Replace(@"\}", "", StringComparison.Ordinal), "}"));
        Assert.True(Count(text, @"\begin{aligned}") >= Catalogue.Find(name)!.Default().Stages.Count);
    }

    [Theory]
    [InlineData("dpo")]
    [InlineData("grpo")]
    [InlineData("ppo")]
    [InlineData("overlong-penalty")]
    public async Task What_is_said_was_reviewed(string name) => Snapshot.Matches((await ToolRun.Of("explain", name)).Output, name, "txt");

    [Theory]
    [InlineData("dpo")]
    [InlineData("grpo")]
    [InlineData("ppo")]
    public async Task The_LaTeX_was_reviewed(string name) => Snapshot.Matches((await ToolRun.Of("explain", name, "--latex")).Output, name + ".latex", "txt");

    [Theory]
    [InlineData("dpp", "dpo")]
    [InlineData("grop", "grpo")]
    [InlineData("robust", "robust-dpo")]
    public async Task An_unknown_name_fails_and_names_the_nearest(string wrong, string near)
    {
        ToolRun run = await ToolRun.Of("explain", wrong);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith($"There is no objective '{wrong}'. Near are: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(near, run.Error[run.Error.IndexOf("Near", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_near_to_none_points_to_the_list()
    {
        ToolRun run = await ToolRun.Of("explain", "qqqqqqqqqq");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("`paragon list` shows all names", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_that_is_set_changes_the_derivative()
    {
        ToolRun without = await ToolRun.Of("explain", "grpo"), with = await ToolRun.Of("explain", "grpo", "--set", "beta=0.04");

        Assert.Contains("token.ref_logp", Assert.Single(without.Lines, line => line.Contains("only with other options", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("ref_logp", Derivative(without), StringComparison.Ordinal);
        Assert.Contains("Exp(ref_logp[t] - logp[t])", Derivative(with), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("beta=-1", "must be a finite number at least 0")]
    [InlineData("bata=1", "beta")]
    [InlineData("beta", "an option and its value are expected")]
    public async Task A_setting_that_is_wrong_fails_and_says_why(string setting, string reason)
    {
        ToolRun run = await ToolRun.Of("explain", "grpo", "--set", setting);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    private static string Derivative(ToolRun run) => Assert.Single(run.Lines, line => line.StartsWith("  ∂L/∂logp", StringComparison.Ordinal));

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
