using static Paragon.Formulas.Intervals;

namespace Paragon.Formulas;

/// <summary>What a condition says of the nodes it compares, and through them of the nodes they are made of.</summary>
/// <param name="range">Range of a node where one stands.</param>
/// <param name="isExact">Whether values are exact; a computed sum says of its parts what the sum before rounding may have been.</param>
internal sealed class Refinement(Func<Node, PathConditions, Interval> range, bool isExact)
{
    private const int Deepest = 6;

    /// <summary>What is known where a condition is true, or where it is not.</summary>
    public PathConditions Assume(PathConditions at, Node condition, bool truth)
    {
        at = at.With(condition, Interval.Of(truth ? 1 : 0));
        return condition switch
        {
            OperationNode { Operation.Name: "not" } not => Assume(at, not.First(), !truth),
            OperationNode { Operation.Name: "and" } both when truth => Assume(Assume(at, both.First(), true), both.Second(), true),
            OperationNode { Operation.Name: "or" } either when !truth => Assume(Assume(at, either.First(), false), either.Second(), false),
            OperationNode { Operation.Name: "less" } less => truth ? Ordered(at, less.First(), less.Second(), true) : Ordered(at, less.Second(), less.First(), false),
            OperationNode { Operation.Name: "lessorequal" } less => truth ? Ordered(at, less.First(), less.Second(), false) : Ordered(at, less.Second(), less.First(), true),
            OperationNode { Operation.Name: "equal" } equal => truth ? Same(at, equal.First(), equal.Second()) : Apart(at, equal.First(), equal.Second()),
            GatherNode gather => Gathered(at, gather, truth),
            StopGradientNode stop => Assume(at, stop.Value, truth),
            _ => at,
        };
    }

    /// <summary>
    /// A condition that is computed at a link's target says there what it says: it is refined there, and what comes out
    /// holds here of the values gathered by the same link.
    /// </summary>
    private PathConditions Gathered(PathConditions at, GatherNode gather, bool truth) =>
        gather.Link.Optional && !truth ? at : at.WithTarget(gather.Link, Assume(at.Follow(gather.Link), gather.Value, truth));

    private PathConditions Ordered(PathConditions at, Node smaller, Node larger, bool isStrict)
    {
        Interval low = range(smaller, at), high = range(larger, at);
        at = Narrow(at, smaller, new Interval(double.NegativeInfinity, isStrict ? Below(high.High) : high.High), 0);
        return Narrow(at, larger, new Interval(isStrict ? Above(low.Low) : low.Low, double.PositiveInfinity), 0);
    }

    private PathConditions Same(PathConditions at, Node x, Node y)
    {
        Interval both = range(x, at).And(range(y, at));
        return Narrow(Narrow(at, x, both, 0), y, both, 0);
    }

    /// <summary>A number that a node is not cuts off an end of its range only.</summary>
    private PathConditions Apart(PathConditions at, Node x, Node y) => Without(Without(at, x, range(y, at)), y, range(x, at));

    private PathConditions Without(PathConditions at, Node node, Interval number)
    {
        Interval own = range(node, at);
        return !number.IsPoint() || own.IsPoint() ? at
            : own.Low == number.Low ? Narrow(at, node, new Interval(Above(own.Low), own.High), 0)
            : own.High == number.Low ? Narrow(at, node, new Interval(own.Low, Below(own.High)), 0)
            : at;
    }

    /// <summary>A node's result lies in an interval: where do its arguments lie?</summary>
    private PathConditions Narrow(PathConditions at, Node node, Interval to, int depth)
    {
        if (node is ConstantNode || (double.IsNegativeInfinity(to.Low) && double.IsPositiveInfinity(to.High)) || depth > Deepest)
        {
            return at;
        }

        to = IsWhole(node) ? to.Whole() : to;
        at = at.With(node, to);
        switch (node)
        {
            case StopGradientNode stop:
                return Narrow(at, stop.Value, to, depth + 1);
            case OperationNode { Operation.Name: "negate" } negation:
                return Narrow(at, negation.First(), to.Minus(), depth + 1);
            case OperationNode { Operation.Name: "add" } sum:
                to = BeforeRounding(to);
                at = Narrow(at, sum.First(), to.Plus(range(sum.Second(), at).Minus()), depth + 1);
                return Narrow(at, sum.Second(), to.Plus(range(sum.First(), at).Minus()), depth + 1);
            case OperationNode { Operation.Name: "subtract" } difference:
                to = BeforeRounding(to);
                at = Narrow(at, difference.First(), to.Plus(range(difference.Second(), at)), depth + 1);
                return Narrow(at, difference.Second(), range(difference.First(), at).Plus(to.Minus()), depth + 1);
            case OperationNode { Operation.Name: "multiply" } product:
                to = BeforeRounding(to);
                return Factor(Factor(at, product.First(), product.Second(), to, depth), product.Second(), product.First(), to, depth);
            case OperationNode { Operation.Name: "abs" } size when to.High >= 0:
                return Narrow(at, size.First(), new Interval(-to.High, to.High), depth + 1);
            case OperationNode { Operation.Name: "square" } square when to.High >= 0:
                double root = Interval.Of(Math.Sqrt(BeforeRounding(to).High)).Outward(2).High;
                return Narrow(at, square.First(), new Interval(-root, root), depth + 1);
            case OperationNode { Operation.Name: "min" } smaller when !double.IsNegativeInfinity(to.Low):
                at = Narrow(at, smaller.First(), to with { High = double.PositiveInfinity }, depth + 1);
                return Narrow(at, smaller.Second(), to with { High = double.PositiveInfinity }, depth + 1);
            case OperationNode { Operation.Name: "max" } larger when !double.IsPositiveInfinity(to.High):
                at = Narrow(at, larger.First(), to with { Low = double.NegativeInfinity }, depth + 1);
                return Narrow(at, larger.Second(), to with { Low = double.NegativeInfinity }, depth + 1);
            default:
                return at;
        }
    }

    /// <summary>Where a sum or product lies that rounding, or overflow, brings into an interval.</summary>
    private Interval BeforeRounding(Interval to) =>
        isExact ? to : new Interval(Math.Min(to.Low, double.MaxValue), Math.Max(to.High, double.MinValue)).Outward();

    private PathConditions Factor(PathConditions at, Node factor, Node other, Interval to, int depth)
    {
        Interval beside = range(other, at);
        return beside.Contains(0) || !beside.IsFinite() ? at : Narrow(at, factor, Arithmetic.Divide.Range([to, beside]).Defined(), depth + 1);
    }

    /// <summary>Whether a value is a whole number: a count, a place, a sum of indicators.</summary>
    public static bool IsWhole(Node node) => node switch
    {
        CountNode or RankNode => true,
        ConstantNode constant => Math.Floor(constant.Value) == constant.Value,
        GatherNode gather => IsWhole(gather.Value),
        StopGradientNode stop => IsWhole(stop.Value),
        ReduceNode { Reduction: Reduction.Sum } sum => IsWhole(sum.Value),
        OperationNode { Operation.Name: "select" } choice => IsWhole(choice.Arguments[1]) && IsWhole(choice.Arguments[2]),
        OperationNode { Operation.Name: "add" or "subtract" or "multiply" or "negate" or "floor" or "min" or "max" } operation =>
            operation.Operation.Name == "floor" || operation.Arguments.All(IsWhole),
        _ => false,
    };
}
