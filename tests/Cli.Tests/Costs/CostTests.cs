using System.Globalization;

namespace Paragon.Cli.Tests.Costs;

public sealed class CostTests
{
    [Fact]
    public async Task A_loss_of_single_tokens_takes_three_products_and_one_of_pairs_four()
    {
        ToolRun grpo = await ToolRun.Of("cost", "grpo", "--tokens", "2048", "--vocab", "32000", "--hidden", "512"), dpo = await ToolRun.Of("cost", "dpo");
        Assert.Equal(0, grpo.ExitCode);
        Assert.Contains("3 matrix products, 201.3 GFLOP; 256 tokens at a time, 32.8 MB", grpo.Output, StringComparison.Ordinal);
        Assert.Contains("that token alone", grpo.Output, StringComparison.Ordinal);
        Assert.Contains("4 matrix products, 268.4 GFLOP", dpo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tensor_code_moves_more_than_every_column_once()
    {
        ToolRun small = await ToolRun.Of("cost", "ppo", "--tokens", "1000"), large = await ToolRun.Of("cost", "ppo", "--tokens", "100000");
        Assert.Contains("1 pass, ", small.Output, StringComparison.Ordinal);
        Assert.Contains("tensor backend", large.Output, StringComparison.Ordinal);
        Assert.NotEqual(small.Lines[1], large.Lines[1]);
    }

    /// <summary>MB that `benchmarks/Kernels -- peak NAME 524288` measured; of the kernels with the columns that they read.</summary>
    [Theory]
    [InlineData("grpo", 524288, 1024, 18.8, 47.1, 10.6)]
    [InlineData("ppo", 524288, 1024, 38.8, 118.0, 19.0)]
    [InlineData("dpo", 722944, 1412, 5.6, 5.7, 8.8)]
    [InlineData("gspo", 524288, 1024, 19.0, 53.5, 12.8)]
    [InlineData("kto", 722944, 1412, 5.7, 5.8, 8.8)]
    public async Task Memory_is_what_was_measured(string name, int tokens, int completions, double tensor, double analytic, double kernels)
    {
        ToolRun run = await ToolRun.Of("cost", name, "--tokens", $"{tokens}", "--completions", $"{completions}");
        Assert.InRange(Megabytes(run, "tensor backend", "at most"), 0.87 * tensor, 1.12 * tensor);
        Assert.InRange(Megabytes(run, "analytic gradient", "at most"), 0.93 * analytic, 1.07 * analytic);
        Assert.InRange(Megabytes(run, "kernels", "held") + Megabytes(run, "at the least", "read"), 0.95 * kernels, 1.05 * kernels);
    }

    [Fact]
    public async Task What_options_leave_out_costs_nothing()
    {
        // Without its KL term GRPO neither reads the reference nor keeps what would be made of it.
        ToolRun run = await ToolRun.Of("cost", "grpo", "--tokens", "1000000");
        Assert.Equal(9 * 4, Megabytes(run, "tensor backend", "at most"), 0.1);
        Assert.Equal(4 * 4, Megabytes(run, "at the least", "read"), 0.1);
    }

    [Theory]
    [InlineData("no loss", "gae")]
    [InlineData("no objective", "grop")]
    [InlineData("each is at least 1", "grpo", "--tokens", "0")]
    public async Task What_has_no_cost_is_refused(string message, params string[] arguments)
    {
        ToolRun run = await ToolRun.Of(["cost", .. arguments]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    /// <summary>The bytes before a word in the line that begins with others.</summary>
    private static double Megabytes(ToolRun run, string line, string word)
    {
        string text = run.Lines.First(one => one.Contains(line, StringComparison.Ordinal));
        string[] words = text[..text.IndexOf($" {word}", StringComparison.Ordinal)].Split(' ', ',');
        return double.Parse(words[^2], CultureInfo.InvariantCulture) * words[^1] switch
        {
            "B" => 1e-6,
            "kB" => 1e-3,
            "MB" => 1,
            _ => 1e3,
        };
    }
}
