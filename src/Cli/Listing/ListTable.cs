using Spectre.Console;

namespace Paragon.Cli.Listing;

/// <summary>The list for people: a line an objective where there is room, else a few.</summary>
internal static class ListTable
{
    /// <summary>Columns from which the parts stand side by side.</summary>
    private const int Wide = 110;

    public static void Write(IReadOnlyList<ListEntry> entries, ToolConsole console)
    {
        Table table = new Table().NoBorder().HideHeaders();
        if (console.Width >= Wide)
        {
            SideBySide(table, entries);
        }
        else
        {
            OnTopOfEachOther(table, entries);
        }

        console.Out.Write(table);
        console.Out.MarkupLine($"{entries.Count} objectives. [grey]paragon explain NAME[/] says what one does.");
    }

    private static void SideBySide(Table table, IReadOnlyList<ListEntry> entries)
    {
        table.ShowHeaders().AddColumn(Column("[bold]name[/]").NoWrap()).AddColumn(Column("[bold]formulas[/]")).AddColumn(Column("[bold]source[/]")).AddColumn(Column("[bold]options[/]"));
        foreach (ListEntry entry in entries)
        {
            table.AddRow(
                $"[green]{Markup.Escape(entry.Descriptor.Name)}[/]",
                Markup.Escape(string.Join(", ", entry.StageTexts)),
                Markup.Escape(entry.Descriptor.Source),
                Markup.Escape(string.Join(", ", entry.OptionTexts)));
        }
    }

    private static void OnTopOfEachOther(Table table, IReadOnlyList<ListEntry> entries)
    {
        table.AddColumn(Column("name").NoWrap()).AddColumn(Column("rest"));
        foreach (ListEntry entry in entries)
        {
            IEnumerable<string> lines = new[]
            {
                Markup.Escape(string.Join(", ", entry.StageTexts)),
                Markup.Escape(string.Join(", ", entry.OptionTexts)),
                entry.Descriptor.Source.Length == 0 ? "" : $"[grey]{Markup.Escape(entry.Descriptor.Source)}[/]",
            }.Where(line => line.Length > 0);
            table.AddRow($"[green]{Markup.Escape(entry.Descriptor.Name)}[/]", string.Join('\n', lines));
        }
    }

    private static TableColumn Column(string header) => new TableColumn(header).PadLeft(0).PadRight(2);
}
