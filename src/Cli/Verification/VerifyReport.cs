using System.Globalization;
using Paragon.Testing;
using Spectre.Console;

namespace Paragon.Cli.Verification;

/// <summary>Prints what became of each file as it comes, and the count at the end.</summary>
internal sealed class VerifyReport(ToolConsole console, bool quiet)
{
    private readonly Dictionary<GoldenStatus, int> _counts = new() { [GoldenStatus.Passed] = 0, [GoldenStatus.Failed] = 0, [GoldenStatus.LeftOut] = 0 };

    /// <summary>Prints the rows of a file.</summary>
    public void File(string path, IReadOnlyList<QuantityRow> rows)
    {
        foreach (QuantityRow row in rows)
        {
            _counts[row.Status]++;
        }

        QuantityRow[] shown = [.. rows.Where(row => !quiet || row.Status == GoldenStatus.Failed)];
        if (shown.Length > 0)
        {
            string method = shown[0].Results[0].Method;
            console.Out.MarkupLine($"[bold]{Markup.Escape(path)}[/]{(method.Length == 0 ? "" : $" · {Markup.Escape(method)}")}");
            Print(shown);
        }
    }

    /// <summary>Prints the count; the exit code says whether all passed.</summary>
    public int Close()
    {
        int failed = _counts[GoldenStatus.Failed];
        string leftOut = _counts[GoldenStatus.LeftOut] == 0 ? "" : $", {_counts[GoldenStatus.LeftOut]} left out (no chosen backend computes them)";
        console.Out.MarkupLine($"[{(failed == 0 ? "green" : "red")}]{_counts[GoldenStatus.Passed]} passed, {failed} failed[/]{leftOut}");
        return failed == 0 ? 0 : Tool.Failed;
    }

    private void Print(IReadOnlyList<QuantityRow> rows)
    {
        // Reasons are sentences: they stand below the table of numbers, under the names of their case and quantity.
        Table table = new Table().NoBorder().HideHeaders();
        QuantityRow[] compared = [.. rows.Where(row => row.Results.Any(HasCell))];
        int backends = compared.Select(row => row.Results.Count(HasCell)).DefaultIfEmpty(0).Max();
        for (int column = 0; column < 3 + backends; column++)
        {
            table.AddColumn(new TableColumn("").PadLeft(column == 0 ? 2 : 0).PadRight(2).NoWrap());
        }

        foreach (QuantityRow row in compared)
        {
            table.AddRow([Verdict(row.Status), Markup.Escape(row.Case), Markup.Escape(row.Quantity), .. row.Results.Where(HasCell).Select(Cell)]);
        }

        if (compared.Length > 0)
        {
            console.Out.Write(table);
        }

        foreach (QuantityRow row in rows)
        {
            foreach (IGrouping<string, GoldenRow> reason in row.Results.Where(result => result.Status == GoldenStatus.Failed).GroupBy(result => result.Reason ?? "No reason was given."))
            {
                string where = string.Join(" · ", new[] { row.Case, row.Quantity, string.Join(", ", reason.Select(result => result.Backend)) }.Where(part => part.Length > 0));
                console.Out.MarkupLine($"  [red]FAILED[/] {(where.Length == 0 ? "" : Markup.Escape(where) + ": ")}{Markup.Escape(reason.Key)}");
            }
        }
    }

    private static bool HasCell(GoldenRow row) => row.Backend.Length > 0;

    private static string Verdict(GoldenStatus status) => status switch
    {
        GoldenStatus.Passed => "[green]passed[/]",
        GoldenStatus.Failed => "[red]FAILED[/]",
        _ => "[grey]left out[/]",
    };

    private static string Cell(GoldenRow row) => row.Status switch
    {
        GoldenStatus.LeftOut => $"[grey]{row.Backend} -[/]",
        GoldenStatus.Passed => $"{row.Backend} {Number(row.Difference)}",
        _ => $"[red]{row.Backend} {(double.IsNaN(row.Difference) ? "error" : Number(row.Difference))}[/]",
    };

    private static string Number(double difference) => difference.ToString(difference == 0 ? "0" : "0.0e+00", CultureInfo.InvariantCulture);
}
