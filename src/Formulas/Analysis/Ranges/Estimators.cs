namespace Paragon.Formulas;

/// <summary>A value that another is never below (or never above): factor · value + number.</summary>
internal readonly record struct Estimate(double Factor, Node Value, double Number);

/// <summary>What functions and sets are known to be at least, and at most, in terms of what they are made of.</summary>
/// <param name="range">Range of a node where one stands.</param>
/// <param name="gathers">Gathered values of the graph.</param>
internal sealed class Estimators(Func<Node, PathConditions, Interval> range, Gathers gathers)
{
    /// <summary>What a value is at least.</summary>
    public IEnumerable<Estimate> Below(Node node, PathConditions at) => node switch
    {
        // eˣ ≥ x + 1
        OperationNode { Operation.Name: "exp" } x => [new(1, x.First(), 1)],
        OperationNode { Operation.Name: "expm1" or "softplus" } x => [new(1, x.First(), 0)],
        OperationNode { Operation.Name: "abs" } x => [new(1, x.First(), 0), new(-1, x.First(), 0)],
        OperationNode { Operation.Name: "sqrt" or "root" } x => Roots(x.First(), at),
        OperationNode { Operation.Name: "max" } x => [new(1, x.First(), 0), new(1, x.Second(), 0)],
        OperationNode { Operation.Name: "clamp" } x when range(x.Arguments[1], at).High <= range(x.Arguments[2], at).Low => [new(1, x.Arguments[1], 0)],
        GatherNode { Value: ReduceNode { Reduction: Reduction.Max or Reduction.LogSumExp } set } gather when IsOwn(gather, set, at) => [new(1, set.Value, 0)],
        GatherNode { Value: ReduceNode { Reduction: Reduction.Sum } set } gather when IsOwn(gather, set, at) && range(set.Value, PathConditions.None).Low >= 0 => [new(1, set.Value, 0)],
        ScanNode { Scan: Scan.Max } scan => [new(1, scan.Value, 0)],
        ScanNode { Scan: Scan.Sum } scan when range(scan.Value, PathConditions.None).Low >= 0 && range(scan.Rate, PathConditions.None).Low >= 0 => [new(1, scan.Value, 0)],
        _ => [],
    };

    /// <summary>What a value is at most.</summary>
    public IEnumerable<Estimate> Above(Node node, PathConditions at) => node switch
    {
        // log x ≤ x - 1
        OperationNode { Operation.Name: "log" } x => [new(1, x.First(), -1)],
        OperationNode { Operation.Name: "log1p" or "logsigmoid" } x => [new(1, x.First(), 0)],
        OperationNode { Operation.Name: "min" } x => [new(1, x.First(), 0), new(1, x.Second(), 0)],
        OperationNode { Operation.Name: "clamp" } x => [new(1, x.Arguments[2], 0)],
        GatherNode { Value: ReduceNode { Reduction: Reduction.Min } set } gather when IsOwn(gather, set, at) => [new(1, set.Value, 0)],
        ScanNode { Scan: Scan.Min } scan => [new(1, scan.Value, 0)],
        _ => [],
    };

    /// <summary>√(x² + what is not negative) is at least x and -x.</summary>
    private IEnumerable<Estimate> Roots(Node sum, PathConditions at)
    {
        LinearForm form = LinearForm.Of(sum, gathers);
        return form.Number < 0 || form.Terms.Any(term => term.Value < 0 || range(term.Key, at).Low < 0)
            ? []
            : form.Terms.Where(term => term.Value >= 1).Select(term => term.Key).OfType<OperationNode>().Where(term => term.Operation.Name == "square")
                .SelectMany(square => new Estimate[] { new(1, square.First(), 0), new(-1, square.First(), 0) });
    }

    /// <summary>Whether a gathered value is a set's to which the element belongs that gathers it.</summary>
    private static bool IsOwn(GatherNode gather, ReduceNode set, PathConditions at) => set.Link.Key == gather.Link.Key && at.PointsSomewhere(gather.Link);
}
