namespace Paragon.Formulas;

/// <summary>Brings a graph into another builder, with the names and the source that its nodes have.</summary>
internal static class Importing
{
    /// <summary>The same graph, made of the builder's nodes.</summary>
    public static Node Into(GraphBuilder b, Node root)
    {
        Dictionary<Node, Node> made = [];
        foreach (Node node in Traversal.Sorted(root))
        {
            Node copy = Copy(b, node, [.. node.Arguments.Select(argument => made[argument])]);
            copy.Label ??= node.Label;
            copy.Source ??= node.Source;
            made[node] = copy;
        }

        return made[root];
    }

    private static Node Copy(GraphBuilder b, Node node, Node[] arguments) => node switch
    {
        ConstantNode { IsBoolean: true } truth => b.Truth(truth.Value != 0),
        ConstantNode number => b.Number(number.Value),
        OptionNode option => b.Option(option.Name, option.IsBoolean, option.Range),
        ColumnNode column => b.Column(column.Domain!, column.Name, column.IsBoolean, column.CarriesGradient, column.Default, column.Range, column.IsLearned),
        ParameterNode parameter => b.Parameter(parameter.Index, parameter.Domain, parameter.IsBoolean),
        StatisticNode statistic => b.Statistic(statistic.Index),
        CountNode count => b.CountOf(count.Link),
        ExistsNode exists => b.Exists(exists.Link),
        _ => Rebuilding.With(b, node, arguments),
    };
}
