using System.Text;
using Paragon.Formulas;

namespace Paragon.Cli.Explanation;

/// <summary>What an objective is, as a part of a Markdown page: formulas in the language and in LaTeX, derivative, facts, options, columns.</summary>
internal static class ExplainMarkdown
{
    public static string Text(ObjectiveGraphs graphs)
    {
        IObjective objective = graphs.Objective;
        StringBuilder text = new();
        HashSet<string> shown = [];
        text.Append($"`{objective.Descriptor.Name}` · {objective.Descriptor.Source}\n");
        foreach (Stage stage in objective.Stages)
        {
            string source = string.Concat(stage.Source.Split('\n').Where(shown.Add).Select(line => line + "\n"));
            text.Append($"\n{stage.Kind} `{stage.Name}`, for each {stage.Level}{(source.Length > 0 ? $":\n\n```csharp\n{source}```\n" : ", as above:\n")}");
            PrintedGraph graph = LatexPrinter.Print(graphs.Formula(stage), new Domain(stage.Level));
            Display(text, ExplainLatex.Left(stage, graph.Element), graph);
        }

        Derivatives(graphs, text);
        Facts(graphs, text);
        if (objective.Descriptor.Options.Count > 0)
        {
            text.Append("\n| option | default | allowed | |\n| --- | --- | --- | --- |\n");
            foreach (OptionDescriptor option in objective.Descriptor.Options)
            {
                text.Append($"| `{option.Key}` | {Cell(option.DefaultText())} | {Cell(option.Allowed)} | {Cell(option.Summary)} |\n");
            }
        }

        IEnumerable<string> columns = Needs.Columns(graphs).Select(column => $"`{column.Column.Domain}.{column.Column.Name}`{(column.Column.CarriesGradient ? " (differentiable)" : "")}");
        return text.Append($"\nReads {string.Join(", ", columns.DefaultIfEmpty("no column"))}.\n").ToString();
    }

    private static void Derivatives(ObjectiveGraphs graphs, StringBuilder text)
    {
        if (graphs.Gradient.Count == 0)
        {
            return;
        }

        string decided = string.Join(", ", graphs.Decided.Select(option => $"{option.Key}={option.ValueText(graphs.Objective)}"));
        text.Append($"\nDerivative of the batch's loss{(decided.Length > 0 ? $", for {decided}" : "")}:\n");
        foreach ((ColumnNode column, Node derivative) in graphs.Gradient)
        {
            PrintedGraph graph = LatexPrinter.Print(derivative, column.Domain);
            Display(text, LatexPrinter.Derivative(column, graph.Element), graph);
        }
    }

    private static void Facts(ObjectiveGraphs graphs, StringBuilder text)
    {
        text.Append("\nProved, for all inputs and options in their declared ranges:\n");
        foreach ((Stage stage, IReadOnlyList<string> facts) in graphs.Facts())
        {
            text.Append($"\n- `{stage.Name}`: {string.Join("; ", facts.Select(fact => fact.Trim()))}\n");
        }
    }

    private static void Display(StringBuilder text, string left, PrintedGraph graph) => text.Append($"\n$$\n{LatexPrinter.Display(left, graph)}\n$$\n");

    private static string Cell(string text) => text.Replace("|", "\\|").Replace("<", "&lt;");
}
