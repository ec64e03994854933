using System.CommandLine;

namespace Paragon.Cli.Listing;

/// <summary>`paragon list`.</summary>
internal static class ListCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string?> filter = new("FILTER") { Description = "Show only objectives whose name, summary, source or options contain this.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = new("--json") { Description = "Write JSON." };
        Command command = new("list", "List every objective: its formulas with their levels, its options with their defaults, where it is from.") { filter, json };
        command.SetAction(parsed => List(parsed.GetValue(filter), parsed.GetValue(json), console));
        return command;
    }

    private static int List(string? filter, bool json, ToolConsole console)
    {
        ListEntry[] entries = [.. Catalogue.All.All.Where(objective => filter is null || Contains(objective, filter)).Select(ListEntry.Of)];
        if (json)
        {
            console.Writer.Write(ListJson.Write(entries));
            return 0;
        }

        if (entries.Length == 0)
        {
            return console.Fail($"None of the {Catalogue.All.All.Count} objectives has '{filter}' in its name, summary, source or options. `paragon list` shows them all.");
        }

        ListTable.Write(entries, console);
        return 0;
    }

    private static bool Contains(ObjectiveDescriptor objective, string filter) =>
        new[] { objective.Name, objective.Summary, objective.Source }.Concat(objective.Options.Select(option => option.Key))
            .Any(text => text.Contains(filter, StringComparison.OrdinalIgnoreCase));
}
