using static Paragon.Formulas.Arithmetic;
using static Paragon.Formulas.Comparisons;
using static Paragon.Formulas.Exponentials;

namespace Paragon.Formulas;

/// <summary>
/// Rewrites that give one meaning one form, and a stable one: what they buy is proofs (a recognised function has known
/// facts) and accuracy (log σ(-200) is not the logarithm of an underflowed sigmoid).
/// </summary>
internal static class Canonical
{
    /// <summary>The simpler node that an operation on these arguments equals, or null.</summary>
    public static Node? Simplify(GraphBuilder b, Operation operation, Node[] a) => operation.Name switch
    {
        "add" when IsNumber(a[0], 0) => a[1],
        "add" when IsNumber(a[1], 0) => a[0],
        // x + -y → x - y
        "add" when a[1] is OperationNode { Operation.Name: "negate" } n => b.Subtract(a[0], n.First()),
        "add" when a[0] is OperationNode { Operation.Name: "negate" } n => b.Subtract(a[1], n.First()),
        "subtract" when IsNumber(a[1], 0) => a[0],
        "subtract" when IsNumber(a[0], 0) => b.Negate(a[1]),
        // x - -y → x + y
        "subtract" when a[1] is OperationNode { Operation.Name: "negate" } n => b.Add(a[0], n.First()),
        "multiply" when IsNumber(a[0], 1) => a[1],
        "multiply" when IsNumber(a[1], 1) => a[0],
        "multiply" when IsNumber(a[0], -1) => b.Negate(a[1]),
        "multiply" when IsNumber(a[1], -1) => b.Negate(a[0]),
        "multiply" when a[0] == a[1] => b.Apply(Square, a[0]),
        "divide" when IsNumber(a[1], 1) => a[0],
        "negate" when a[0] is OperationNode { Operation.Name: "negate" } n => n.First(),
        // -(x - y) → y - x
        "negate" when a[0] is OperationNode { Operation.Name: "subtract" } n => b.Subtract(n.Second(), n.First()),
        // log(sigmoid(x)) → logsigmoid(x)
        "log" when a[0] is OperationNode { Operation.Name: "sigmoid" } n => b.Apply(LogSigmoid, n.First()),
        // log(1 + exp(x)) → softplus(x)
        "log" when a[0] is OperationNode { Operation.Name: "add" } n && ExpBesideOne(n) is { } x => b.Apply(Softplus, x),
        "log1p" when a[0] is OperationNode { Operation.Name: "exp" } n => b.Apply(Softplus, n.First()),
        // exp(x) - 1 → expm1(x)
        "subtract" when a[0] is OperationNode { Operation.Name: "exp" } n && IsNumber(a[1], 1) => b.Apply(ExpMinusOne, n.First()),
        "square" when a[0] is OperationNode { Operation.Name: "negate" or "abs" } n => b.Apply(Square, n.First()),
        "abs" when a[0] is OperationNode { Operation.Name: "negate" or "abs" } n => b.Apply(Abs, n.First()),
        "power" when IsNumber(a[1], 1) => a[0],
        "power" when IsNumber(a[1], 2) => b.Apply(Square, a[0]),
        "not" when a[0] is OperationNode { Operation.Name: "not" } n => n.First(),
        "and" when a[0] is ConstantNode c => c.Value != 0 ? a[1] : a[0],
        "and" when a[1] is ConstantNode c => c.Value != 0 ? a[0] : a[1],
        "or" when a[0] is ConstantNode c => c.Value != 0 ? a[0] : a[1],
        "or" when a[1] is ConstantNode c => c.Value != 0 ? a[1] : a[0],
        "and" or "or" or "min" or "max" when a[0] == a[1] => a[0],
        "select" when a[0] is ConstantNode c => c.Value != 0 ? a[1] : a[2],
        "select" when a[1] == a[2] => a[1],
        "select" when a[0] is OperationNode { Operation.Name: "not" } n => b.Select(n.First(), a[2], a[1]),
        _ => null,
    };

    /// <summary>The simpler node that a gather equals, or null.</summary>
    public static Node? Simplify(GraphBuilder b, Link link, Node value) => value switch
    {
        // the batch's value is the same wherever one stands
        GatherNode { Link: RootLink } gather => b.Gather(new RootLink(link.From), gather.Value),
        // the inner and the outer row of a join have the same parent wherever the join stays inside one
        GatherNode gather when link is JoinLink { Inner: true } inner
            && inner.Join.Root.Links.Count == 1
            && inner.Join.Set.Key == gather.Link.Key
            && inner.Join.Root.Key == gather.Link.Key => b.Gather(inner.Join.OuterLink, value),
        _ => null,
    };

    private static bool IsNumber(Node node, double value) => node is ConstantNode { IsBoolean: false } constant && constant.Value == value;

    private static Node? ExpBesideOne(OperationNode sum) =>
        IsNumber(sum.First(), 1) && sum.Second() is OperationNode { Operation.Name: "exp" } right ? right.First()
        : IsNumber(sum.Second(), 1) && sum.First() is OperationNode { Operation.Name: "exp" } left ? left.First()
        : null;
}
