namespace Paragon.Formulas;

/// <summary>
/// The same value in fewer words, for people: signs and numbers in front, what all terms of a sum share taken out of it,
/// one fraction for nested ones, no choice inside the same choice.
/// </summary>
/// <remarks>
/// Factors are multiplied and terms added in another order, so rounding differs; 0 times anything is 0, also where that is
/// not finite. It is no pass of the compiler.
/// </remarks>
public static class Simplification
{
    /// <summary>The simpler graph.</summary>
    /// <param name="b">Builder of the graph, to which the new nodes are added.</param>
    /// <param name="root">The graph.</param>
    public static Node Of(GraphBuilder b, Node root)
    {
        Dictionary<Node, Node> simpler = [];
        foreach (Node node in Traversal.Sorted(root))
        {
            simpler[node] = Rules(b, Rebuilding.With(b, node, node.Arguments.Select(argument => simpler[argument]).ToArray()));
        }

        return simpler[root];
    }

    private static Node Rules(GraphBuilder b, Node node) => node switch
    {
        OperationNode { Operation.Name: "multiply" or "divide" } when HasZero(node) => b.Number(0),
        OperationNode { Operation.Name: "multiply" or "divide" or "negate" } or ReduceNode { Reduction: Reduction.Sum } => Factors.Of(b, node).ToNode(b),
        OperationNode { Operation.Name: "add" or "subtract" } => Terms.Of(node).Factored(b),
        OperationNode { Operation.Name: "min" } limit => Unlimited(limit, double.PositiveInfinity),
        OperationNode { Operation.Name: "max" } limit => Unlimited(limit, double.NegativeInfinity),
        OperationNode { Operation.Name: "select" } choice => b.Select(
            choice.First(), Chosen(choice.Arguments[1], choice.First(), 1), Chosen(choice.Arguments[2], choice.First(), 2)),
        _ => node,
    };

    private static bool HasZero(Node node) => IsNumber(node.Arguments[0], 0) || (node is OperationNode { Operation.Name: "multiply" } && IsNumber(node.Arguments[1], 0));

    private static Node Unlimited(OperationNode node, double limit) =>
        IsNumber(node.First(), limit) ? node.Second() : IsNumber(node.Second(), limit) ? node.First() : node;

    /// <summary>The side that a choice takes inside the same side of a choice by the same condition.</summary>
    private static Node Chosen(Node branch, Node condition, int side) =>
        branch is OperationNode { Operation.Name: "select" } inner && inner.First() == condition ? inner.Arguments[side] : branch;

    private static bool IsNumber(Node node, double value) => node is ConstantNode { IsBoolean: false } constant && constant.Value == value;
}
