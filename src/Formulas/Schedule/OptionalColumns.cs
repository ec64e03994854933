namespace Paragon.Formulas;

/// <summary>
/// Columns that a batch need not have: whether it has one is a choice that is made before the loops, so that a weight that nobody gave is 1 by that choice
/// and is neither read nor multiplied by.
/// </summary>
public static class OptionalColumns
{
    private const string Prefix = "$has ";

    /// <summary>The same results with such columns as choices.</summary>
    public static IReadOnlyDictionary<Node, Node> Of(GraphBuilder b, IEnumerable<Node> roots) => Rewriting.All(b, roots, (node, _) =>
        node is ColumnNode { IsBoolean: false, CarriesGradient: false } column && !double.IsNaN(column.Default)
            ? b.Select(b.Option($"{Prefix}{column.Domain!.Key} {column.Name}", true), column, b.Number(column.Default))
            : null);

    /// <summary>The level and name of the column that a choice asks for; null for other nodes.</summary>
    public static (string Level, string Name)? AskedFor(Node node) => node is OptionNode option && option.Name.StartsWith(Prefix, StringComparison.Ordinal)
        ? (option.Name.Split(' ')[1], option.Name.Split(' ')[2]) : null;
}
