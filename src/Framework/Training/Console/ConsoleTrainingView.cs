using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Paragon.Training;

/// <summary>Shows a training on a console: a progress bar on a terminal, plain lines where the output is redirected.</summary>
/// <param name="console">The console.</param>
/// <param name="isLive">Whether somebody sees lines change.</param>
public sealed class ConsoleTrainingView(IAnsiConsole console, bool isLive) : ITrainingView
{
    private const int PlainLines = 20;
    private static readonly string[] Shown = ["reward", "loss", "margin", "accuracy", "perplexity", "kl", "gradient_norm"];

    /// <inheritdoc/>
    public void Say(string line) => console.WriteLine(line);

    /// <inheritdoc/>
    public void Phase(string title, int steps, Action<Action<StepReport>> work)
    {
        if (isLive)
        {
            Live(title, steps, work);
        }
        else
        {
            Plain(title, steps, work);
        }
    }

    /// <summary>Shows what a training came to.</summary>
    public void Show(TrainingOutcome outcome)
    {
        console.WriteLine();
        if (outcome.Evaluations.Count > 0)
        {
            ShowRewards(outcome.Evaluations);
        }

        ShowMetrics(outcome.Metrics);
        foreach (string note in outcome.Notes)
        {
            console.WriteLine(note);
        }

        console.WriteLine($"Files: {Path.Combine(outcome.Folder, "metrics.jsonl")}, {Path.Combine(outcome.Folder, "checkpoints")} (each holds the model as a Hugging Face folder), {Path.Combine(outcome.Folder, "run.json")}");
        if (!outcome.Finished)
        {
            console.WriteLine($"Stopped before the end and saved. Go on with: paragon train --resume {outcome.Folder}");
        }
    }

    private void Live(string title, int steps, Action<Action<StepReport>> work) =>
        console.Progress().Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(progress =>
        {
            ProgressTask task = progress.AddTask(Markup.Escape(title), maxValue: steps);
            work(report =>
            {
                task.Value = report.Step + 1;
                task.Description = Markup.Escape($"{title} {report.Step + 1}/{steps} {Values(report, report.Values.ContainsKey("reward") ? 1 : 2)}");
            });
        });

    private void Plain(string title, int steps, Action<Action<StepReport>> work)
    {
        long start = Stopwatch.GetTimestamp();
        int every = Math.Max(1, steps / PlainLines);
        work(report =>
        {
            int done = report.Step + 1;
            if (done % every == 0 || done == steps)
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title} {done}/{steps} {Stopwatch.GetElapsedTime(start).TotalSeconds:f0} s {Values(report)}"));
            }
        });
    }

    private static string Values(StepReport report, int most = int.MaxValue) =>
        string.Join(" ", Shown.Where(report.Values.ContainsKey).Take(most).Select(name => $"{name} {Number(report.Values[name])}"));

    private void ShowRewards(IReadOnlyList<Evaluation> evaluations)
    {
        Table rewards = new Table().Border(TableBorder.Rounded).AddColumn("Greedy completions of prompts kept apart").AddColumn("Answer");
        foreach (Evaluation evaluation in evaluations)
        {
            rewards.AddColumn(new TableColumn(Markup.Escape(evaluation.Moment)));
        }

        rewards.AddRow([new Markup("[bold]mean reward[/]"), new Text(""), .. evaluations.Select(evaluation => new Markup($"[bold]{evaluation.Reward.ToString("f3", CultureInfo.InvariantCulture)}[/]"))]);
        for (int row = 0; row < evaluations[0].Samples.Count; row++)
        {
            Sample first = evaluations[0].Samples[row];
            rewards.AddRow([new Text(Short(first.Prompt)), new Text(Short(first.Answer ?? "")), .. evaluations.Select(evaluation =>
                new Text($"{Short(evaluation.Samples[row].Completion)} ({Number(evaluation.Samples[row].Reward)})"))]);
        }

        console.Write(rewards);
    }

    private void ShowMetrics(IReadOnlyList<MetricSummary> metrics)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Metric").AddColumn("First tenth of steps").AddColumn("Last tenth");
        foreach (MetricSummary metric in metrics)
        {
            table.AddRow(new Text(metric.Name), new Text(Number(metric.First)), new Text(Number(metric.Last)));
        }

        console.Write(table);
    }

    private static string Number(double value) => value.ToString("g4", CultureInfo.InvariantCulture);

    private static string Short(string text)
    {
        const int Most = 48;
        string line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line.Length <= Most ? line : "..." + line[^(Most - 3)..];
    }
}
