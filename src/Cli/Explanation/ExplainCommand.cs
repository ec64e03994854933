using System.CommandLine;
using Microsoft.Extensions.Configuration;

namespace Paragon.Cli.Explanation;

/// <summary>`paragon explain NAME`.</summary>
internal static class ExplainCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> name = new("NAME") { Description = "Name of the objective, as `paragon list` shows it." };
        Option<bool> latex = new("--latex") { Description = "Write the formulas and the derivative as LaTeX, ready to paste, and nothing else." };
        Option<bool> markdown = new("--markdown") { Description = "Write all of it as Markdown: what stands on a method's page between the lines <!-- explain NAME --> and <!-- end explain -->." };
        Option<string[]> set = new("--set") { Description = "Show the formulas for another value of an option; may be repeated.", HelpName = "OPTION=VALUE" };
        Command command = new("explain", "Say what an objective is: its formulas, the derivative of its loss, its options, and what it needs of a batch.") { name, latex, markdown, set };
        command.SetAction(parsed => Explain(parsed.GetRequiredValue(name), parsed.GetValue(set) ?? [], parsed.GetValue(latex), parsed.GetValue(markdown), console));
        return command;
    }

    private static int Explain(string name, string[] settings, bool latex, bool markdown, ToolConsole console)
    {
        if (Catalogue.Find(name) is not { } descriptor)
        {
            return console.Fail($"There is no objective '{name}'. {Catalogue.Suggestion(name)}");
        }

        if (settings.FirstOrDefault(setting => !setting.Contains('=')) is { } wrong)
        {
            return console.Fail($"--set {wrong}: an option and its value are expected, such as --set beta=0.2.");
        }

        IObjective objective;
        try
        {
            objective = descriptor.Read(Configuration(descriptor, settings));
        }
        catch (OptionsException error)
        {
            return console.Fail(error.Message);
        }

        ObjectiveGraphs graphs = new(objective);
        if (latex)
        {
            ExplainLatex.Write(graphs, console.Writer);
        }
        else if (markdown)
        {
            console.Writer.Write(ExplainMarkdown.Text(graphs));
        }
        else
        {
            new ExplainText(graphs, console).Write();
        }

        return 0;
    }

    private static IConfiguration Configuration(ObjectiveDescriptor descriptor, string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2))
            .Select(pair => new KeyValuePair<string, string?>($"{ObjectiveDescriptor.Section}:{descriptor.Name}:{pair[0].Trim().TrimStart('-')}", pair[1].Trim())))
        .Build();
}
