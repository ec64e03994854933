namespace Paragon.Formulas;

/// <summary>Puts numbers in the place of options.</summary>
public static class Substitution
{
    /// <summary>The graph with a number for each option that has one.</summary>
    /// <param name="builder">Builder of the graph.</param>
    /// <param name="root">The graph.</param>
    /// <param name="number">The number of an option; null leaves the option as it is.</param>
    public static Node Of(GraphBuilder builder, Node root, Func<OptionNode, double?> number)
    {
        Dictionary<Node, Node> replaced = [];
        foreach (Node node in Traversal.Sorted(root))
        {
            replaced[node] = node is OptionNode option && number(option) is { } value
                ? option.IsBoolean ? builder.Truth(value != 0) : builder.Number(value)
                : Rebuilding.With(builder, node, node.Arguments.Select(argument => replaced[argument]).ToArray());
        }

        return replaced[root];
    }
}
