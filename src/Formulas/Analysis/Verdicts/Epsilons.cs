namespace Paragon.Formulas;

/// <summary>A small number that guards a divisor or a logarithm, and is not small beside what it is added to.</summary>
/// <param name="Sum">The guarded sum.</param>
/// <param name="Epsilon">The number or option that is added.</param>
/// <param name="Guarded">What it is added to.</param>
/// <param name="Range">Declared range of what it is added to.</param>
public sealed record DominatingEpsilon(OperationNode Sum, Node Epsilon, Node Guarded, Interval Range);

/// <summary>Finds guards that decide the result instead of keeping it from failing.</summary>
public static class Epsilons
{
    // A guard is meant to be small: a number from here on is part of the formula, as in x / (1 + x).
    private const double LargestGuard = 0.1;

    /// <summary>Every guard in a divisor, a logarithm or a root that is at least as large as all that it is added to.</summary>
    public static IReadOnlyList<DominatingEpsilon> Of(Node root, RangeAnalysis? ranges = null)
    {
        ranges ??= new RangeAnalysis();
        return [.. Traversal.Sorted(root).OfType<OperationNode>()
            .Where(node => node.Operation.Name is "divide" or "log" or "sqrt" or "root")
            .Select(node => Inside(DomainSafety.Guarded(node))).OfType<OperationNode>().Distinct()
            .SelectMany(sum => new[] { (sum, Epsilon: sum.First(), Guarded: sum.Second()), (sum, Epsilon: sum.Second(), Guarded: sum.First()) })
            .Where(pair => IsGuard(pair.Epsilon, ranges) && pair.Guarded is not ConstantNode)
            .Select(pair => new DominatingEpsilon(pair.sum, pair.Epsilon, pair.Guarded, ranges.Of(pair.Guarded)))
            .Where(found => found.Range.Low >= 0 && found.Range.High > 0 && found.Range.High <= ranges.Of(found.Epsilon).Low)];
    }

    private static OperationNode? Inside(Node node) => node switch
    {
        OperationNode { Operation.Name: "add" } sum => sum,
        GatherNode gather => Inside(gather.Value),
        StopGradientNode stop => Inside(stop.Value),
        _ => null,
    };

    private static bool IsGuard(Node node, RangeAnalysis ranges) => node switch
    {
        GatherNode gather => IsGuard(gather.Value, ranges),
        ConstantNode or OptionNode => ranges.Of(node) is { Low: > 0, High: <= LargestGuard },
        _ => false,
    };
}
