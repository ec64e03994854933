using Paragon.Formulas;
using Paragon.Generators.Formulas;

namespace Paragon.Generators.Fused;

/// <summary>What values, columns and links of a kernel are called.</summary>
internal static class Names
{
    /// <summary>What a value is best called.</summary>
    public static string Hint(Node node) => node is CountNode { Link.From: Join } ? "memberCount" : Identifiers.Hint(node);

    /// <summary>Name of the memory that holds a value of every element.</summary>
    public static string Many(Node node)
    {
        string one = Hint(node);
        return one.EndsWith("s", StringComparison.Ordinal) ? one + "Column" : one.EndsWith("y", StringComparison.Ordinal) ? one.Substring(0, one.Length - 1) + "ies" : one + "s";
    }

    /// <summary>Name of the number that is the same for all elements.</summary>
    public static string Scalar(Node node) => node switch
    {
        { Label: not null } => Hint(node),
        OptionNode { Name: FusedGraph.WantsGradient } => "wantsGradient",
        OptionNode { Name: FusedGraph.WantsEach } => "wantsEach",
        _ when OptionalColumns.AskedFor(node) is { } column => "has" + string.Concat(column.Name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1))),
        OptionNode option => option.Name,
        GatherNode gather => Scalar(gather.Value),
        StatisticNode statistic => $"statistic{statistic.Index}",
        ReduceNode or CountNode => Hint(node),
        OperationNode { IsBoolean: true } => "condition",
        _ => "number",
    };

    /// <summary>Name of a level as C# has it: completionOf...</summary>
    public static string Element(Domain domain) => domain is Join ? "row" : domain.Key.Replace("_", "").Replace("-", "");
}
