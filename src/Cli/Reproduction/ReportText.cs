using Paragon.Experiments;
using Spectre.Console;

namespace Paragon.Cli.Reproduction;

/// <summary>An experiment's report for a terminal.</summary>
internal static class ReportText
{
    public static void Write(ExperimentReport report, ToolConsole console)
    {
        foreach (ResultTable table in report.Tables)
        {
            console.Out.MarkupLine($"\n[bold]{Markup.Escape(table.Title)}[/]");
            Table drawn = new Table().Border(TableBorder.Simple);
            for (int column = 0; column < table.Columns.Count; column++)
            {
                TableColumn head = new(Markup.Escape(table.Columns[column]));
                drawn.AddColumn(column == 0 ? head : head.RightAligned());
            }

            foreach (IReadOnlyList<string> row in table.Rows)
            {
                drawn.AddRow([.. row.Select(Markup.Escape)]);
            }

            console.Out.Write(drawn);
        }

        console.Out.WriteLine();
        foreach (Claim claim in report.Claims)
        {
            console.Out.MarkupLine($"{(claim.Holds ? "[green]observed[/]    " : "[red]not observed[/]")} {Markup.Escape(claim.Text)}: {Markup.Escape(claim.Observed)}");
        }

        foreach (string remark in report.Remarks)
        {
            console.Out.WriteLine(remark);
        }
    }
}
