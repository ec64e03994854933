using Paragon.Formulas;

namespace Paragon.Cli.Explanation;

/// <summary>Writes the formulas and the derivative as LaTeX displays with comments between them.</summary>
internal static class ExplainLatex
{
    public static void Write(ObjectiveGraphs graphs, TextWriter writer)
    {
        ObjectiveDescriptor descriptor = graphs.Objective.Descriptor;
        writer.WriteLine($"% {descriptor.Name}. {descriptor.Source}");
        writer.WriteLine("% Needs \\usepackage{amsmath,amssymb}. \\Theta is 0 below 0, one half at 0 and 1 above; \\operatorname{sg} stops the gradient.");
        foreach (OptionDescriptor option in graphs.Decided)
        {
            writer.WriteLine($"% for {option.Key} = {option.ValueText(graphs.Objective)}");
        }

        foreach (Stage stage in graphs.Objective.Stages)
        {
            PrintedGraph graph = LatexPrinter.Print(graphs.Formula(stage), new Domain(stage.Level));
            Display(writer, $"{stage.Kind.ToString().ToLowerInvariant()} {stage.Name}, for each {stage.Level}", Left(stage, graph.Element), graph);
        }

        foreach ((ColumnNode column, Node derivative) in graphs.Gradient)
        {
            PrintedGraph graph = LatexPrinter.Print(derivative, column.Domain);
            Display(writer, $"derivative of the batch's loss by {column.Name} of each {column.Domain}", LatexPrinter.Derivative(column, graph.Element), graph);
        }
    }

    /// <summary>What a formula's display begins with: its symbol, at an element where it has one.</summary>
    internal static string Left(Stage stage, string element) => Symbol(stage) + (element.Length == 0 ? "" : $"({element})");

    private static string Symbol(Stage stage) => stage.Kind switch
    {
        StageKind.Loss => @"\ell",
        StageKind.Advantage when stage.Column == "advantage" => "A",
        StageKind.Reward when stage.Column == "reward" => "r",
        _ => $@"\mathrm{{{stage.Column.Replace("_", @"\_", StringComparison.Ordinal)}}}",
    };

    private static void Display(TextWriter writer, string comment, string left, PrintedGraph graph)
    {
        writer.WriteLine($"\n% {comment}\n\\[");
        writer.WriteLine(LatexPrinter.Display(left, graph));
        writer.WriteLine(@"\]");
    }
}
