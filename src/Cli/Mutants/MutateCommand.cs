using System.CommandLine;
using Paragon.Cli.Verification;
using Paragon.Goldens;
using Paragon.Testing;

namespace Paragon.Cli.Mutants;

/// <summary>`paragon mutate NAME`.</summary>
internal static class MutateCommand
{
    /// <summary>Stands for every objective.</summary>
    public const string All = "all";

    // Where a repository of methods keeps them, this one too.
    private static readonly string _usual = Path.Combine("tests", "Goldens");

    public static Command Create(ToolConsole console)
    {
        Argument<string[]> names = new("NAME") { Description = $"Names of objectives, as `paragon list` shows them, or '{All}'.", Arity = ArgumentArity.OneOrMore };
        Option<string[]> goldens = new("--goldens") { Description = $"Golden files, folders of them, or patterns; {_usual} where it exists when none are named.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        Option<bool> list = new("--list") { Description = "Print every mutant, also those that were killed, and by what." };
        Option<string?> page = new("--page") { Description = "Write the result as a page of documentation, in Markdown.", HelpName = "FILE" };
        Command command = new("mutate", "Break the formulas of an objective, one thing at a time, and see whether its golden cases and declared identities notice. Exit code 1 if a mutant survives.") { names, goldens, list, page };
        command.SetAction(parsed => Mutate(parsed.GetRequiredValue(names), parsed.GetValue(goldens) ?? [], parsed.GetValue(list), parsed.GetValue(page), console));
        return command;
    }

    private static int Mutate(string[] names, string[] goldens, bool list, string? page, ToolConsole console)
    {
        if (names.FirstOrDefault(name => name != All && Catalogue.Find(name) is null) is { } unknown)
        {
            return console.Fail($"There is no objective '{unknown}'. {Catalogue.Suggestion(unknown)}");
        }

        try
        {
            string[] files = [.. GoldenPaths.Expand(goldens.Length > 0 ? goldens : Directory.Exists(_usual) ? [_usual] : [])];
            MutantSurvey survey = new(files.Select(GoldenFile.Read).Where(file => GoldenCatalogue.All.Any(adapter => adapter.Method == file.Method)), GoldenCatalogue.All);
            MutateReport report = new(console, list);
            foreach (ObjectiveDescriptor descriptor in names.Contains(All) ? Catalogue.All.All : names.Select(name => Catalogue.Find(name)!).DistinctBy(descriptor => descriptor.Name))
            {
                report.Objective(descriptor, survey);
            }

            if (page is not null)
            {
                File.WriteAllText(page, MutantPage.Text(report.Reports));
            }

            return report.Close();
        }
        catch (Exception error) when (error is GoldenException or OptionsException or IOException or UnauthorizedAccessException)
        {
            return console.Fail(error.Message);
        }
    }
}
