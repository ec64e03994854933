namespace Paragon.Formulas;

/// <summary>
/// Prints a graph as LaTeX in the field's symbols: <c>\log\pi_\theta(t)</c>, <c>A_{t}</c>, <c>\sum_{t \in y}</c>. It needs
/// amsmath and amssymb.
/// </summary>
public static class LatexPrinter
{
    /// <summary>The LaTeX of a graph. Values that are long and used more than once are named and stand after it.</summary>
    /// <param name="root">The graph.</param>
    /// <param name="element">What there is one value for each element of; that of the graph when null.</param>
    public static PrintedGraph Print(Node root, Domain? element = null) => GraphWriter.Print(new LatexNotation(), root, element);

    /// <summary>The LaTeX of ∂L by a column: <c>\frac{\partial L}{\partial \log\pi_\theta(t)}</c>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="element">Name of its element.</param>
    public static string Derivative(ColumnNode column, string element) =>
        $@"\frac{{\partial L}}{{\partial {LatexSymbols.Column(column.Name, element)}}}";

    /// <summary>A formula and its definitions as one display, ready to paste.</summary>
    /// <param name="left">What the formula is, as LaTeX.</param>
    /// <param name="graph">The formula.</param>
    public static string Display(string left, PrintedGraph graph) =>
        "\\begin{aligned}\n"
        + string.Join(" \\\\\n", new[] { $"{left} &= {graph.Text}" }.Concat(graph.Where.Select(definition => $"{definition.Name} &= {definition.Text}")))
        + "\n\\end{aligned}";
}
