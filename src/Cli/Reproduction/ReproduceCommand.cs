using System.CommandLine;
using System.Diagnostics;
using Paragon.Experiments;
using Spectre.Console;

namespace Paragon.Cli.Reproduction;

/// <summary>`paragon reproduce NAME`.</summary>
internal static class ReproduceCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string?> name = new("NAME") { Description = "Name of the experiment; without one all are listed.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> seeds = new("--seeds") { Description = "Seeds, such as 1,2,3 or 1-20. Default: the experiment's own.", HelpName = "SEEDS" };
        Option<FileInfo> page = new("--page") { Description = "Write the result into this Markdown page, between the lines <!-- reproduce NAME --> and <!-- end reproduce -->.", HelpName = "FILE" };
        Command command = new("reproduce", "Run the smallest honest experiment of a method and hold what was observed against what its paper claims. Exit code 1 if a claim did not come out.") { name, seeds, page };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed.GetValue(name), parsed.GetValue(seeds), parsed.GetValue(page), console, cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(string? name, string? seeds, FileInfo? page, ToolConsole console, CancellationToken cancellation)
    {
        if (name is null)
        {
            return List(console);
        }

        if (ExperimentCatalogue.All.FirstOrDefault(candidate => Spelling.Normal(candidate.Name) == Spelling.Normal(name)) is not { } experiment)
        {
            return console.Fail($"There is no experiment '{name}'. There are: {string.Join(", ", ExperimentCatalogue.All.Select(candidate => candidate.Name).Order(StringComparer.Ordinal))}.");
        }

        if (SeedList.Parse(seeds) is not { } chosen)
        {
            return console.Fail($"--seeds {seeds}: whole numbers are expected, such as 1,2,3 or 1-20.");
        }

        console.Out.MarkupLine($"[bold green]{Markup.Escape(experiment.Name)}[/] · {Markup.Escape(experiment.Source)}");
        console.Out.WriteLine(experiment.Summary);
        Stopwatch clock = Stopwatch.StartNew();
        ExperimentRun run = new(chosen.Count > 0 ? chosen : experiment.Seeds, text => console.Error.MarkupLine($"[grey]{Markup.Escape(text)}[/]"), cancellation);
        ExperimentReport report;
        try
        {
            report = experiment.Run(run);
        }
        catch (OperationCanceledException)
        {
            return console.Fail($"'{experiment.Name}' was stopped after {clock.Elapsed.TotalSeconds:0} s; nothing is kept of it.");
        }

        ReportText.Write(report, console);
        console.Out.MarkupLine($"[grey]seeds {string.Join(", ", run.Seeds)}; {clock.Elapsed.TotalSeconds:0} s[/]");
        if (page is not null && !ReportPage.TryWrite(page.FullName, experiment, run.Seeds, report, out string problem))
        {
            return console.Fail(problem);
        }

        return report.Holds ? 0 : Tool.Failed;
    }

    private static int List(ToolConsole console)
    {
        foreach (IExperiment experiment in ExperimentCatalogue.All.OrderBy(experiment => experiment.Name, StringComparer.Ordinal))
        {
            console.Out.MarkupLine($"[green]{Markup.Escape(experiment.Name)}[/]  {Markup.Escape(experiment.Source)}");
        }

        return 0;
    }
}
