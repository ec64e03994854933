using System.Text;
using Paragon.Experiments;

namespace Paragon.Cli.Reproduction;

/// <summary>An experiment's report as a part of a Markdown page.</summary>
internal static class ReportPage
{
    /// <summary>Replaces the part of the page that holds the experiment's result.</summary>
    /// <returns>Whether the page has such a part; <paramref name="problem"/> says what to add.</returns>
    public static bool TryWrite(string path, IExperiment experiment, IReadOnlyList<int> seeds, ExperimentReport report, out string problem)
    {
        problem = $"{path} has no lines '<!-- reproduce {experiment.Name} -->' and '<!-- end reproduce -->'. Put them where the result is to stand.";
        if (!File.Exists(path) || PageBlock.Replace(File.ReadAllText(path), "reproduce", experiment.Name, Text(experiment, seeds, report)) is not { } text)
        {
            return false;
        }

        File.WriteAllText(path, text);
        return true;
    }

    private static string Text(IExperiment experiment, IReadOnlyList<int> seeds, ExperimentReport report)
    {
        StringBuilder text = new($"{experiment.Summary}\n\n`paragon reproduce {experiment.Name} --seeds {Seeds(seeds)}`\n");
        foreach (ResultTable table in report.Tables)
        {
            text.Append($"\n{table.Title}:\n\n| {string.Join(" | ", table.Columns.Select(Cell))} |\n|{string.Concat(table.Columns.Select((_, column) => column == 0 ? " --- |" : " ---: |"))}\n");
            foreach (IReadOnlyList<string> row in table.Rows)
            {
                text.Append($"| {string.Join(" | ", row.Select(Cell))} |\n");
            }
        }

        text.Append("\n| what must be observed | what was observed | |\n| --- | --- | --- |\n");
        foreach (Claim claim in report.Claims)
        {
            text.Append($"| {Cell(claim.Text)} | {Cell(claim.Observed)} | {(claim.Holds ? "observed" : "**not observed**")} |\n");
        }

        foreach (string remark in report.Remarks)
        {
            text.Append($"\n{remark}\n");
        }

        return text.ToString();
    }

    private static string Seeds(IReadOnlyList<int> seeds) => seeds.Count > 2 && seeds.Zip(seeds.Skip(1), (one, next) => next - one).All(step => step == 1)
        ? $"{seeds[0]}-{seeds[^1]}"
        : string.Join(",", seeds);

    private static string Cell(string text) => text.Replace("|", "\\|");
}
