namespace Paragon.Formulas;

/// <summary>A clamp hands its slope on where it changes nothing: one comparison with the clamped value in place of two with the bounds.</summary>
internal static class ClampSlopes
{
    /// <summary>The same results with <c>low ≤ x and x ≤ high</c> as <c>Clamp(x, low, high) = x</c>, where low ≤ high for all options.</summary>
    public static IReadOnlyDictionary<Node, Node> Of(GraphBuilder b, IEnumerable<Node> roots) => Rewriting.All(b, roots, (node, arguments) => Shorter(b, node, arguments));

    private static Node? Shorter(GraphBuilder b, Node node, Node[] arguments) =>
        node is OperationNode { Operation.Name: "and" } && arguments[0] is OperationNode { Operation.Name: "lessorequal" } above && arguments[1] is OperationNode { Operation.Name: "lessorequal" } below
            && above.Arguments[1] == below.Arguments[0] && Ends(above.Arguments[0]) is { } low && Ends(below.Arguments[1]) is { } high && low.High <= high.Low
            ? b.Equal(b.Apply(Comparisons.Clamp, above.Arguments[1], above.Arguments[0], below.Arguments[1]), above.Arguments[1])
            : null;

    /// <summary>The smallest and largest number that options can make: rounding keeps the order, so the ends of a sum are the sums of the ends.</summary>
    private static Interval? Ends(Node node) => node switch
    {
        ConstantNode constant => new Interval(constant.Value, constant.Value),
        OptionNode { IsBoolean: false } option => option.Range,
        GatherNode { Link: RootLink } gather => Ends(gather.Value),
        OperationNode { Operation.Name: "negate" } negative when Ends(negative.First()) is { } of => new Interval(-of.High, -of.Low),
        OperationNode { Operation.Name: "add" } sum when Ends(sum.First()) is { } first && Ends(sum.Second()) is { } second => new Interval(first.Low + second.Low, first.High + second.High),
        OperationNode { Operation.Name: "subtract" } difference when Ends(difference.First()) is { } first && Ends(difference.Second()) is { } second =>
            new Interval(first.Low - second.High, first.High - second.Low),
        _ => null,
    };
}
