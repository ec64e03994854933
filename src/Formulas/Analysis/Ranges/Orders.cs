namespace Paragon.Formulas;

/// <summary>Whether one value is never above another, by what they are made of.</summary>
/// <param name="range">Range of a node where one stands.</param>
internal sealed class Orders(Func<Node, PathConditions, Interval> range)
{
    private const int Deepest = 4;

    /// <summary>Whether the first is never above the second.</summary>
    public bool IsAtMost(Node x, Node y, PathConditions at) => IsAtMost(x, y, at, Deepest);

    private bool IsAtMost(Node x, Node y, PathConditions at, int depth)
    {
        if (x == y || at.IsAtMost(x, y))
        {
            return true;
        }

        return depth > 0 && ((x, y) switch
        {
            (StopGradientNode stop, _) => IsAtMost(stop.Value, y, at, depth - 1),
            (_, StopGradientNode stop) => IsAtMost(x, stop.Value, at, depth - 1),
            (GatherNode low, GatherNode high) when low.Link.Key == high.Link.Key => IsAtMost(low.Value, high.Value, at.Follow(low.Link), depth - 1),
            (ReduceNode low, ReduceNode high) when low.Link.Key == high.Link.Key => Sets(low, high, at, depth),
            // the square of a mean, and the size of a mean, are at most the mean of squares and of sizes
            (OperationNode { Operation.Name: "square" or "abs" } outer, ReduceNode { Reduction: Reduction.Mean, Value: OperationNode inner } mean)
                when inner.Operation == outer.Operation => outer.First() is ReduceNode { Reduction: Reduction.Mean } of && of.Link.Key == mean.Link.Key && of.Value == inner.First(),
            (OperationNode low, OperationNode high) when low.Operation == high.Operation && low.Operation.Arity == 1 => Functions(low, high, at, depth),
            _ => false,
        } || Bounded(x, y, at, depth));
    }

    /// <summary>Through a function that never falls, or never rises.</summary>
    private bool Functions(OperationNode low, OperationNode high, PathConditions at, int depth) => low.Operation.Monotonicity[0] switch
    {
        Monotonicity.Nondecreasing => IsAtMost(low.First(), high.First(), at, depth - 1),
        Monotonicity.Nonincreasing => IsAtMost(high.First(), low.First(), at, depth - 1),
        _ => low.Operation.Name == "square" && range(low.First(), at).Low >= 0 && IsAtMost(low.First(), high.First(), at, depth - 1),
    };

    private bool Sets(ReduceNode low, ReduceNode high, PathConditions at, int depth)
    {
        bool isOrdered = (low.Reduction, high.Reduction) switch
        {
            (Reduction.Min, Reduction.Mean or Reduction.Median or Reduction.Max or Reduction.LogSumExp) => true,
            (Reduction.Mean or Reduction.Median, Reduction.Max or Reduction.LogSumExp) => true,
            (Reduction.Max, Reduction.LogSumExp) => true,
            _ => low.Reduction == high.Reduction,
        };
        return isOrdered && IsAtMost(low.Value, high.Value, at.Inside(low.Link), depth - 1);
    }

    private bool Bounded(Node x, Node y, PathConditions at, int depth)
    {
        bool above = y switch
        {
            OperationNode { Operation.Name: "max" } larger => IsAtMost(x, larger.First(), at, depth - 1) || IsAtMost(x, larger.Second(), at, depth - 1),
            OperationNode { Operation.Name: "abs" or "expm1" or "softplus" or "exp" } function => IsAtMost(x, function.First(), at, depth - 1),
            GatherNode { Value: ReduceNode { Reduction: Reduction.Max or Reduction.LogSumExp } set } gather when IsOwn(gather, set, at) => IsAtMost(x, set.Value, at, depth - 1),
            GatherNode { Value: OperationNode { Operation.Name: "max" } larger } gather => larger.Arguments.Any(argument => IsAtMostThere(x, gather, argument, at, depth)),
            GatherNode { Value: ReduceNode { Reduction: Reduction.Sum } set } gather when IsOwn(gather, set, at) && range(set.Value, PathConditions.None).Low >= 0 => IsAtMost(x, set.Value, at, depth - 1),
            ScanNode { Scan: Scan.Max } scan => IsAtMost(x, scan.Value, at, depth - 1),
            _ => false,
        };
        return above || x switch
        {
            OperationNode { Operation.Name: "min" } smaller => IsAtMost(smaller.First(), y, at, depth - 1) || IsAtMost(smaller.Second(), y, at, depth - 1),
            OperationNode { Operation.Name: "clamp" } clamp => IsAtMost(clamp.Arguments[2], y, at, depth - 1),
            OperationNode { Operation.Name: "log" or "log1p" or "logsigmoid" } function => IsAtMost(function.First(), y, at, depth - 1),
            GatherNode { Value: ReduceNode { Reduction: Reduction.Min } set } gather when IsOwn(gather, set, at) => IsAtMost(set.Value, y, at, depth - 1),
            GatherNode { Value: OperationNode { Operation.Name: "min" } smaller } gather => smaller.Arguments.Any(argument => IsAtLeastThere(y, gather, argument, at, depth)),
            ScanNode { Scan: Scan.Min } scan => IsAtMost(scan.Value, y, at, depth - 1),
            _ => false,
        };
    }

    /// <summary>Whether a value is at most another that is taken where a gather leads: the largest of a set that has the element.</summary>
    private bool IsAtMostThere(Node x, GatherNode gather, Node value, PathConditions at, int depth) =>
        value is ReduceNode { Reduction: Reduction.Max or Reduction.LogSumExp } set && IsOwn(gather, set, at) && IsAtMost(x, set.Value, at, depth - 1);

    private bool IsAtLeastThere(Node y, GatherNode gather, Node value, PathConditions at, int depth) =>
        value is ReduceNode { Reduction: Reduction.Min } set && IsOwn(gather, set, at) && IsAtMost(set.Value, y, at, depth - 1);

    /// <summary>Whether a gathered value is a set's to which the element belongs that gathers it.</summary>
    private static bool IsOwn(GatherNode gather, ReduceNode set, PathConditions at) => set.Link.Key == gather.Link.Key && at.PointsSomewhere(gather.Link);
}
