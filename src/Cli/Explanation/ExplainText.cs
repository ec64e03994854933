using Paragon.Formulas;
using Spectre.Console;

namespace Paragon.Cli.Explanation;

/// <summary>Writes what an objective is, for people.</summary>
internal sealed class ExplainText(ObjectiveGraphs graphs, ToolConsole console)
{
    private const int CurveWidth = 60;
    private const int CurveHeight = 10;

    private readonly IObjective _objective = graphs.Objective;

    public void Write()
    {
        ObjectiveDescriptor descriptor = _objective.Descriptor;
        console.Out.MarkupLine($"[bold green]{Markup.Escape(descriptor.Name)}[/] · {Markup.Escape(descriptor.Type)}");
        Line(descriptor.Summary, 0);
        if (descriptor.Source.Length > 0)
        {
            console.Out.MarkupLine($"[grey]{Markup.Escape(descriptor.Source)}[/]");
        }

        Formulas();
        Derivatives();
        Facts();
        Curves();
        Options();
        Columns();
        Parts();
        Head("generated code");
        Line("dotnet build -p:EmitCompilerGeneratedFiles=true", 1);
        Line($"obj/CONFIGURATION/FRAMEWORK/generated/Paragon.Generators/Paragon.Generators.Formulas.FormulaGenerator/{descriptor.Type}.Formulas.g.cs", 1);
    }

    private void Formulas()
    {
        Head("formulas");
        if (_objective.Stages.Count == 0)
        {
            Line("none", 1);
        }

        HashSet<string> shown = [];
        foreach (Stage stage in _objective.Stages)
        {
            string into = stage.Kind is StageKind.Reward or StageKind.Advantage ? $" → {stage.Level}.{stage.Column}" : stage.Kind == StageKind.Metric ? $" → {stage.Column}" : "";
            console.Out.MarkupLine($"  [bold]{stage.Kind.ToString().ToLowerInvariant()}[/] {Markup.Escape(stage.Name)}, for each {Markup.Escape(stage.Level)}{Markup.Escape(into)}");
            foreach (string line in stage.Source.Split('\n').Where(shown.Add))
            {
                Line(line, 2);
            }
        }
    }

    private void Derivatives()
    {
        if (graphs.Loss is not { } loss)
        {
            return;
        }

        Head("loss L of a batch and its derivative");
        if (graphs.Decided.Count > 0)
        {
            Line($"for {string.Join(", ", graphs.Decided.Select(option => $"{option.Key}={option.ValueText(_objective)}"))}; --set OPTION=VALUE shows others", 1);
        }

        Graph("L", GraphPrinter.Print(loss));
        foreach ((ColumnNode column, Node derivative) in graphs.Gradient)
        {
            PrintedGraph graph = GraphPrinter.Print(derivative, column.Domain);
            Graph($"∂L/∂{column.Name}[{graph.Element}]", graph);
        }

        if (graphs.Gradient.Count == 0)
        {
            Line("No differentiable column reaches it.", 1);
        }

        Line("#{..} counts, [..] is 1 where it holds, step is 0 below 0, one half at 0 and 1 above, t+1 comes after t. Letters: " + Letters(), 1, "grey");
    }

    private void Facts()
    {
        Head("proved, for all inputs and options in their declared ranges");
        foreach ((Stage stage, IReadOnlyList<string> facts) in graphs.Facts())
        {
            console.Out.MarkupLine($"  [bold]{Markup.Escape(stage.Name)}[/]");
            foreach (string line in facts)
            {
                Line(line, 2);
            }
        }
    }

    private void Curves()
    {
        foreach (Stage stage in _objective.Stages.Where(stage => stage.Kind == StageKind.Reward))
        {
            foreach (RewardCurve curve in RewardCurve.Of(graphs.Formula(stage), stage.Level, _objective, new BraillePlot(CurveWidth, CurveHeight).Points))
            {
                Curve(stage, curve);
            }
        }
    }

    private void Curve(Stage stage, RewardCurve curve)
    {
        Head($"{stage.Name} by {curve.Input}");
        if (curve.Slope is { } slope)
        {
            Line(FormattableString.Invariant($"a straight line of slope {slope:G4}"), 1);
            return;
        }

        foreach (string line in new BraillePlot(CurveWidth, CurveHeight).Draw(curve.Values, curve.From, curve.To))
        {
            console.Out.WriteLine("  " + line);
        }
    }

    private void Graph(string left, PrintedGraph graph, int indent = 1, bool spaced = true)
    {
        Line($"{left} = {graph.Text}", indent);
        foreach (PrintedDefinition definition in graph.Where)
        {
            Line(definition.ToString(), indent + 2);
        }

        if (spaced)
        {
            console.Out.WriteLine();
        }
    }

    private string Letters() => string.Join(", ", graphs.Objective.Stages.SelectMany(stage => Traversal.Sorted(graphs.Formula(stage)))
        .Select(node => node.Domain).OfType<Domain>().Where(domain => domain is not Join && !domain.IsBatch).Distinct().OrderBy(domain => domain.Key, StringComparer.Ordinal)
        .Select(domain => $"{GraphPrinter.Letter(domain)} a {domain.Key}"));

    private void Options()
    {
        if (_objective.Descriptor.Options.Count == 0)
        {
            return;
        }

        Head("options");
        Table table = Columns(4);
        foreach (OptionDescriptor option in _objective.Descriptor.Options)
        {
            table.AddRow($"[green]{Markup.Escape(option.Key)}[/]", Markup.Escape(option.DefaultText()), Markup.Escape(option.Allowed), Markup.Escape(option.Summary));
        }

        console.Out.Write(table);
    }

    private void Columns()
    {
        IReadOnlyList<NeededColumn> columns = Needs.Columns(graphs);
        if (columns.Count > 0)
        {
            Head("columns");
            Table table = Columns(3);
            foreach (NeededColumn column in columns)
            {
                table.AddRow($"[green]{Markup.Escape($"{column.Column.Domain}.{column.Column.Name}")}[/]", column.Column.CarriesGradient ? "differentiable" : "", Markup.Escape(column.Source));
            }

            console.Out.Write(table);
        }

        IReadOnlyList<string> links = Needs.Links(graphs);
        if (links.Count > 0)
        {
            Head("links");
            Line(string.Join(", ", links), 1);
        }
    }

    private void Parts()
    {
        Head("a batch in parts");
        foreach (Stage stage in _objective.Stages)
        {
            if (stage.Kind is StageKind.Reward or StageKind.Advantage)
            {
                Line($"{stage.Name}: once for a rollout, on the whole batch", 1);
            }
            else if (stage.WholeBatchReason is { } reason)
            {
                Line($"{stage.Name}: not possible: {reason}", 1);
            }
            else
            {
                Sums(stage, graphs.InParts(stage).Statistics);
            }
        }
    }

    private void Sums(Stage stage, IReadOnlyList<Node> statistics)
    {
        Line($"{stage.Name}: exact" + (statistics.Count == 0 ? "" : ", once these sums over the whole batch are known:"), 1);
        for (int i = 0; i < statistics.Count; i++)
        {
            Graph($"S{i + 1}", GraphPrinter.Print(statistics[i]), 3, spaced: false);
        }
    }

    private void Head(string title) => console.Out.MarkupLine($"\n[bold]{Markup.Escape(title)}[/]");

    /// <summary>One line; where it is too long for the terminal its rest is indented as well.</summary>
    private void Line(string text, int indent, string style = "default")
    {
        if (console.IsRedirected)
        {
            console.Out.WriteLine(new string(' ', 2 * indent) + text);
        }
        else
        {
            console.Out.Write(new Padder(new Markup($"[{style}]{Markup.Escape(text)}[/]"), new Padding(2 * indent, 0, 0, 0)));
        }
    }

    private static Table Columns(int count)
    {
        Table table = new Table().NoBorder().HideHeaders();
        for (int i = 0; i < count; i++)
        {
            TableColumn column = new TableColumn("").PadLeft(i == 0 ? 2 : 0).PadRight(2);
            table.AddColumn(i == 0 ? column.NoWrap() : column);
        }

        return table;
    }
}
