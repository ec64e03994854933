namespace Paragon.Cli.Tests;

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
}
