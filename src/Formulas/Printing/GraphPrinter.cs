namespace Paragon.Formulas;

/// <summary>
/// Prints a graph as text: sums as <c>Σ{t ∈ y} body</c>, columns and named values with their element as <c>reward[y]</c>,
/// a link as <c>t.completion</c>, the element after t as <c>t+1</c>, 1 where a condition holds as <c>[condition]</c>.
/// </summary>
public static class GraphPrinter
{
    /// <summary>The text of a graph. Values that are long and used more than once are named and stand after it.</summary>
    /// <param name="root">The graph.</param>
    /// <param name="element">What there is one value for each element of; that of the graph when null.</param>
    public static PrintedGraph Print(Node root, Domain? element = null) => GraphWriter.Print(new TextNotation(), root, element);

    /// <summary>The letter that stands for an element of a level where no other does.</summary>
    public static string Letter(Domain level) => new Variables().Take(level);
}
