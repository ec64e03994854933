namespace Paragon.Formulas;

/// <summary>
/// Bounds that are options and may be infinite: an infinite one bounds nothing, so that <c>Min(x, cap)</c> is x by choice, and neither the comparison
/// nor its derivative is computed.
/// </summary>
internal static class OptionalBounds
{
    /// <summary>The same value with such bounds as choices. Of a value whose statistics are known already: which they are must not depend on this.</summary>
    public static Node Of(GraphBuilder b, Node root) => Rewriting.Replace(b, root, (node, arguments) => node switch
    {
        OperationNode { Operation.Name: "min" } => Bounded(b, node, arguments, double.PositiveInfinity),
        OperationNode { Operation.Name: "max" } => Bounded(b, node, arguments, double.NegativeInfinity),
        _ => null,
    });

    private static Node? Bounded(GraphBuilder b, Node node, Node[] arguments, double none)
    {
        int bound = Array.FindIndex(arguments, argument => argument is OptionNode option && (option.Range.High == none || option.Range.Low == none));
        return bound < 0 || HostValue.IsKnown(node) ? null : b.Select(b.Equal(arguments[bound], b.Number(none)), arguments[1 - bound], Rebuilding.With(b, node, arguments));
    }
}
