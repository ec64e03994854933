using System.Text.Json.Nodes;

namespace Paragon.Cli.Tests;

public sealed class VerifyTests : IDisposable
{
    private static readonly string _goldens = Path.Combine(AppContext.BaseDirectory, "Goldens");
    private readonly string _folder = Directory.CreateTempSubdirectory("paragon-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_golden_file_of_the_repository_passes_on_every_backend()
    {
        ToolRun run = await ToolRun.Of("verify", _goldens);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Matches(@"^\d{3,} passed, 0 failed$", run.Lines[^1]);
        Assert.Contains(run.Lines, line => line.Contains("scalar", StringComparison.Ordinal) && line.Contains("graph", StringComparison.Ordinal) && line.Contains("tensor32", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_shows_the_largest_difference_of_each_backend_that_was_asked_for()
    {
        ToolRun run = await ToolRun.Of("verify", Golden("00-dpo-sigmoid.json"), "--backend", "graph");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"passed .* loss +graph (0|\d\.\de-\d\d)$"));
        Assert.DoesNotContain("tensor", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gradient_is_left_out_where_only_the_scalar_backend_runs()
    {
        ToolRun run = await ToolRun.Of("verify", Golden("00-dpo-sigmoid.json"), "--backend", "scalar");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+ passed, 0 failed, \d+ left out \(no chosen backend computes them\)$", run.Lines[^1]);
    }

    [Fact]
    public async Task A_wrong_expected_value_fails_and_the_row_says_which()
    {
        string file = Changed("00-dpo-sigmoid.json", golden => golden["cases"]![0]!["expected"]!["loss"] = 0.75);

        ToolRun run = await ToolRun.Of("verify", file);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains("FAILED", StringComparison.Ordinal) && line.Contains("loss", StringComparison.Ordinal) && line.Contains("scalar", StringComparison.Ordinal));
        Assert.Contains("the file expects 0.75", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"^\d+ passed, 1 failed$", run.Lines[^1]);
    }

    [Fact]
    public async Task Quiet_prints_failures_and_the_count_only()
    {
        string file = Changed("00-dpo-sigmoid.json", golden => golden["cases"]![0]!["expected"]!["loss"] = 0.75);

        ToolRun good = await ToolRun.Of("verify", Golden("00-ipo.json", "00-dpo-ipo.json"), "--quiet"), bad = await ToolRun.Of("verify", file, "--quiet");

        Assert.Matches(@"^\d+ passed, 0 failed$", Assert.Single(good.Lines));
        Assert.DoesNotContain(bad.Lines, line => line.TrimStart().StartsWith("passed", StringComparison.Ordinal));
        Assert.Contains(bad.Lines, line => line.Contains("FAILED", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_method_fails_by_name()
    {
        ToolRun run = await ToolRun.Of("verify", Changed("00-dpo-sigmoid.json", golden => golden["method"] = "no such method"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("No adapter for the method 'no such method'", run.Output, StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed", run.Lines[^1]);
    }

    [Fact]
    public async Task A_case_without_an_input_fails_and_names_it()
    {
        ToolRun run = await ToolRun.Of("verify", Changed("00-dpo-sigmoid.json", golden => golden["cases"]![0]!["inputs"]!.AsObject().Remove("ref_logp_chosen")));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(run.Lines, line => line.Contains("FAILED", StringComparison.Ordinal) && line.Contains("ref_logp_chosen", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"method\": ", "this is no JSON")]
    [InlineData("{\"method\": \"x\"}", "the key 'cases' is absent")]
    [InlineData("[]", "Object")]
    public async Task A_file_that_is_no_golden_file_fails_and_says_why(string content, string reason)
    {
        string file = Path.Combine(_folder, "broken.json");
        File.WriteAllText(file, content);

        ToolRun run = await ToolRun.Of("verify", file, Golden("00-dpo-sigmoid.json"), "--backend", "graph");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("broken.json", run.Output, StringComparison.Ordinal);
        Assert.Contains(reason, run.Output, StringComparison.Ordinal);
        Assert.Matches(@"^[1-9]\d* passed, 1 failed$", run.Lines[^1]);
    }

    [Theory]
    [InlineData("absent.json")]
    [InlineData("absent-*.json")]
    public async Task A_name_of_no_file_fails(string name)
    {
        ToolRun run = await ToolRun.Of("verify", Path.Combine(_folder, name));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(name, run.Output, StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed", run.Lines[^1]);
    }

    [Fact]
    public async Task A_pattern_and_a_folder_name_the_same_files()
    {
        foreach (string name in new[] { "00-dpo-sigmoid.json", "00-dpo-ipo.json" })
        {
            File.Copy(Golden(name), Path.Combine(_folder, name));
        }

        ToolRun folder = await ToolRun.Of("verify", _folder, "--backend", "graph"), pattern = await ToolRun.Of("verify", Path.Combine(_folder, "00-dpo-*.json"), "--backend", "graph");

        Assert.Equal(0, folder.ExitCode);
        Assert.Equal(folder.Output, pattern.Output);
        Assert.Contains("00-dpo-ipo.json", folder.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_backend_is_refused_with_the_known_ones()
    {
        ToolRun run = await ToolRun.Of("verify", Golden("00-dpo-sigmoid.json"), "--backend", "gpu");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("tensor32", run.Error, StringComparison.Ordinal);
    }

    private static string Golden(params string[] names) => names.Select(name => Path.Combine(_goldens, name)).First(File.Exists);

    private string Changed(string name, Action<JsonNode> change)
    {
        JsonNode golden = JsonNode.Parse(File.ReadAllText(Golden(name)))!;
        change(golden);
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, golden.ToJsonString());
        return file;
    }
}
