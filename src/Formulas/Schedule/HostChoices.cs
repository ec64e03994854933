namespace Paragon.Formulas;

/// <summary>
/// Moves choices that options decide outward: 0 times anything is 0 and 1 times anything is that, so what only one side of
/// <c>Beta == 0 ? 0 : a</c> multiplies belongs to that side, and is neither computed nor read on the other.
/// </summary>
public static class HostChoices
{
    /// <summary>The same results with such choices as far out as they go.</summary>
    public static IReadOnlyDictionary<Node, Node> MoveOut(GraphBuilder b, IEnumerable<Node> roots) => Rewriting.All(b, roots, (node, arguments) => Make(b, node, arguments));

    private static Node? Make(GraphBuilder b, Node node, Node[] a) => node switch
    {
        OperationNode { Operation.Name: "multiply" } => (Factor(a[0]) ?? Unit(a[0])) is { } left ? Over(b, left, side => Times(b, side, a[1]))
            : (Factor(a[1]) ?? Unit(a[1])) is { } right ? Over(b, right, side => Times(b, side, a[0]))
            : b.Multiply(a[0], a[1]),
        OperationNode { Operation.Name: "divide" } when Factor(a[0]) is { } choice => Over(b, choice, side => IsZero(side) ? side : b.Divide(side, a[1])),
        OperationNode { Operation.Name: "negate" } when Factor(a[0]) is { } choice => Over(b, choice, side => IsZero(side) ? side : b.Negate(side)),
        OperationNode { Operation.Name: "add" or "subtract" } sum when Choice(a[0]) is { } left && Choice(a[1]) is { } right && left.Arguments[0] == right.Arguments[0] =>
            Select(b, left.Arguments[0], b.Apply(sum.Operation, left.Arguments[1], right.Arguments[1]), b.Apply(sum.Operation, left.Arguments[2], right.Arguments[2])),
        OperationNode { Operation.Name: "add" } when Factor(a[0]) is { } choice => Over(b, choice, side => IsZero(side) ? a[1] : b.Add(side, a[1])),
        OperationNode { Operation.Name: "add" } when Factor(a[1]) is { } choice => Over(b, choice, side => IsZero(side) ? a[0] : b.Add(a[0], side)),
        OperationNode { Operation.Name: "select" } when HostValue.IsDecided(a[0]) && a[0] is not ConstantNode => Select(b, a[0], Side(a[1], a[0], 1), Side(a[2], a[0], 2)),
        OperationNode { Operation.Name: "select" } when IsZero(a[2]) && Factor(a[1]) is { } choice => Over(b, choice, side => IsZero(side) ? side : b.Select(a[0], side, a[2])),
        OperationNode { Operation.Name: "select" } when IsZero(a[1]) && Factor(a[2]) is { } choice => Over(b, choice, side => IsZero(side) ? side : b.Select(a[0], a[1], side)),
        OperationNode { Operation.Name: "select" } when Choice(a[1]) is { } then && Choice(a[2]) is { } otherwise && then.Arguments[0] == otherwise.Arguments[0] =>
            Select(b, then.Arguments[0], b.Select(a[0], then.Arguments[1], otherwise.Arguments[1]), b.Select(a[0], then.Arguments[2], otherwise.Arguments[2])),
        GatherNode gather when Factor(a[0]) is { } choice => Over(b, choice, side => b.Gather(gather.Link, side)),
        ReduceNode { Reduction: Reduction.Sum } sum when Factor(a[0]) is { } choice => Over(b, choice, side => IsZero(side) ? side : b.Reduce(Reduction.Sum, sum.Link, side)),
        ScanNode { Scan: Scan.Sum } scan when Factor(a[0]) is { } choice => Over(b, choice, side => IsZero(side) ? side : b.Scan(Scan.Sum, scan.Neighbour, side, a[1])),
        PlacedNode placed when Factor(a[1]) is { } choice => Over(b, choice, side => b.Placed(placed.Family, a[0], side)),
        OperationNode { Operation.Name: not "select" } operation when Gathered(a) is var place && place >= 0 =>
            Over(b, Choice(a[place])!, side => b.Apply(operation.Operation, [.. a.Select((argument, i) => i == place ? side : argument)])),
        _ => null,
    };

    /// <summary>
    /// The place of a choice of which one side is the same for a whole family, among arguments that are numbers beside it: of that side the operation
    /// is computed once a family. -1 where there is none.
    /// </summary>
    private static int Gathered(Node[] arguments)
    {
        int place = Array.FindIndex(arguments, argument => argument.Domain is not null);
        return place >= 0 && Choice(arguments[place]) is { } choice && choice.Arguments.Any(side => side is GatherNode { Link: not (RootLink or NeighbourLink) })
            && arguments.Where((_, i) => i != place).All(argument => argument.Domain is null) ? place : -1;
    }

    /// <summary>A choice by options of which one side is 0.</summary>
    private static OperationNode? Factor(Node node) => Choice(node) is { } choice && (IsZero(choice.Arguments[1]) || IsZero(choice.Arguments[2])) ? choice : null;

    /// <summary>A choice by options of which one side is 1.</summary>
    private static OperationNode? Unit(Node node) => Choice(node) is { } choice && (IsOne(choice.Arguments[1]) || IsOne(choice.Arguments[2])) ? choice : null;

    private static OperationNode? Choice(Node node) => node is OperationNode { Operation.Name: "select" } choice && HostValue.IsDecided(choice.First()) ? choice : null;

    private static Node Over(GraphBuilder b, OperationNode choice, Func<Node, Node> make)
    {
        Node then = make(choice.Arguments[1]);
        Node otherwise = make(choice.Arguments[2]);
        return Select(b, choice.Arguments[0], then, otherwise);
    }

    /// <summary>The choice as it stands: the builder would move it back inside a gather that both sides share.</summary>
    private static Node Select(GraphBuilder b, Node condition, Node then, Node otherwise) =>
        then == otherwise ? then
        : b.Intern(new OperationNode(Comparisons.Select, then.Domain ?? otherwise.Domain, then.CarriesGradient || otherwise.CarriesGradient, [condition, then, otherwise]));

    private static Node Times(GraphBuilder b, Node side, Node other) => IsZero(side) ? side
        : IsOne(side) ? other
        : Factor(other) is { } choice ? Over(b, choice, inner => IsZero(inner) ? inner : b.Multiply(side, inner))
        : b.Multiply(side, other);

    /// <summary>A side of a choice, where an inner choice by the same condition is made already.</summary>
    private static Node Side(Node node, Node condition, int side) => Choice(node) is { } inner && inner.Arguments[0] == condition ? inner.Arguments[side] : node;

    private static bool IsOne(Node node) => node is ConstantNode { IsBoolean: false, Value: 1 };

    private static bool IsZero(Node node) => node is ConstantNode { IsBoolean: false, Value: 0 };
}
