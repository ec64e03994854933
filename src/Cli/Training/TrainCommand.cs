using System.CommandLine;
using Paragon.Algorithms;
using Paragon.Data;
using Paragon.Experiments;
using Paragon.Models;
using Paragon.Tokenizers;
using Paragon.Training;
using Spectre.Console;

namespace Paragon.Cli.Training;

/// <summary><c>paragon train</c>: trains on the embedded task, or with an objective on a file.</summary>
internal static class TrainCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ToolConsole console)
    {
        bool isLive = !console.IsRedirected && !Console.IsOutputRedirected;
        // The tool's own console never redraws a line, which is what a progress bar does.
        ConsoleTrainingView view = new(isLive ? AnsiConsole.Console : console.Out, isLive);
        Command command = new("train", "Trains. With no argument: a small transformer learns an embedded task by GRPO. Options of the objective are given like the others: --beta 0.2.");
        Dictionary<string, Option<string?>> options = [];
        foreach (TrainingSetting setting in TrainingSettings.All)
        {
            Option<string?> option = new("--" + setting.Key) { Description = setting.Description, HelpName = setting.Value };
            options[setting.Key] = option;
            command.Options.Add(option);
        }

        options["learning-rate"].Aliases.Add("--lr");
        Option<string?> file = new("--settings") { Description = "Settings file in JSON; the environment wins over it, and the command line over both.", HelpName = "FILE" };
        Option<string?> resume = new("--resume") { Description = "Goes on with the run in a folder, with the settings that it was started with.", HelpName = "FOLDER" };
        command.Options.Add(file);
        command.Options.Add(resume);
        command.TreatUnmatchedTokensAsErrors = false;
        // On a thread of its own: Ctrl-C is heeded only once the action has returned its task.
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(
            view, console, parsed.GetValue(file), parsed.GetValue(resume),
            options.Where(option => parsed.GetResult(option.Value) is not null).ToDictionary(option => option.Key, option => parsed.GetValue(option.Value) ?? ""),
            [.. parsed.UnmatchedTokens], cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(
        ConsoleTrainingView view, ToolConsole console, string? file, string? resume, Dictionary<string, string> given, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        try
        {
            ObjectiveCatalogue catalogue = Catalogue.All;
            using TrainingSession session = resume is null
                ? TrainingSession.Start(TrainingRequest.Read(catalogue, file, given, arguments), new Sft(), view)
                : Resume(catalogue, resume, file, given, arguments, view);
            TrainingOutcome outcome = session.Run(cancellation);
            view.Show(outcome);
            return outcome.Finished ? 0 : Tool.Failed;
        }
        catch (Exception problem) when (problem is TrainingException or OptionsException or DataFileException or ModelException or TokenizerException or BatchException or IOException or UnauthorizedAccessException)
        {
            return console.Fail(problem.Message + Shown(problem));
        }
    }

    /// <summary>Where a method is shown of which this training cannot give what it reads.</summary>
    private static string Shown(Exception problem) =>
        problem is TrainingException { LacksInputsOf: { } name } && ExperimentCatalogue.All.Any(experiment => experiment.Name == name)
            ? $" 'paragon reproduce {name}' trains with it where there is what it reads."
            : "";

    private static TrainingSession Resume(
        ObjectiveCatalogue catalogue, string folder, string? file, Dictionary<string, string> given, IReadOnlyList<string> arguments, ITrainingView view) =>
        file is null && given.Count == 0 && arguments.Count == 0
            ? TrainingSession.Resume(catalogue, folder, new Sft(), view)
            : throw new TrainingException($"A run is resumed with the settings that it was started with, so --resume stands alone. To change {string.Join(", ", given.Keys.Select(key => "--" + key).Concat(arguments).DefaultIfEmpty("--settings"))}, start anew: paragon train --settings {Path.Combine(folder, "run.json")} ...");
}
