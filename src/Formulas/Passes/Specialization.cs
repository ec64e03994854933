namespace Paragon.Formulas;

/// <summary>
/// The graph for given options: a choice that options alone decide is made, so that a batch needs only what the side
/// taken reads, in the derivative too.
/// </summary>
public static class Specialization
{
    /// <summary>The same result without the choices that options decide.</summary>
    /// <param name="builder">Builder of the result's nodes.</param>
    /// <param name="root">The result.</param>
    /// <param name="options">Value of each option, by name; truth values as 0 or 1.</param>
    public static Node Of(GraphBuilder builder, Node root, Func<string, double> options)
    {
        Dictionary<Node, Node> rebuilt = [];
        foreach (Node node in Traversal.Sorted(root))
        {
            rebuilt[node] = node is OperationNode { Operation.Name: "select" } choice && choice.First().Domain is null
                ? rebuilt[choice.Arguments[Value(choice.First(), options) != 0 ? 1 : 2]]
                : Rebuilding.With(builder, node, node.Arguments.Select(argument => rebuilt[argument]).ToArray());
        }

        return rebuilt[root];
    }

    /// <summary>The value of a node that no batch changes.</summary>
    private static double Value(Node node, Func<string, double> options) => node switch
    {
        ConstantNode constant => constant.Value,
        OptionNode option => options(option.Name),
        OperationNode operation => operation.Operation.Evaluate(operation.Arguments.Select(argument => Value(argument, options)).ToArray()),
        StopGradientNode stop => Value(stop.Value, options),
        _ => throw new EvaluationException($"'{node.Key}' depends on no batch, and is neither a number nor an option."),
    };
}
