using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>One operation in the place of another.</summary>
internal static class OperatorMutations
{
    private static readonly (Operation One, Operation Other, string Names)[] _pairs =
    [
        (Arithmetic.Add, Arithmetic.Subtract, "sum difference"),
        (Arithmetic.Multiply, Arithmetic.Divide, "product quotient"),
        (Comparisons.Min, Comparisons.Max, "minimum maximum"),
        (Comparisons.And, Comparisons.Or, "conjunction disjunction"),
    ];

    public static IEnumerable<Edit> Of(MutationSite site) => site.Node switch
    {
        OperationNode node => _pairs.SelectMany(pair => Swapped(site, node, pair)),
        ReduceNode { Reduction: Reduction.Min } least => [Reduced(site, least, "smallest", "largest", Reduction.Max)],
        ReduceNode { Reduction: Reduction.Max } largest => [Reduced(site, largest, "largest", "smallest", Reduction.Min)],
        ReduceNode { Reduction: Reduction.LogSumExp } soft => [Reduced(site, soft, "log Σ exp", "largest", Reduction.Max)],
        ReduceNode { Reduction: Reduction.Median } median => [Reduced(site, median, "median", "mean", Reduction.Mean)],
        ScanNode { Scan: Scan.Min } least => [Running(site, least, "smallest", "largest", Scan.Max)],
        ScanNode { Scan: Scan.Max } largest => [Running(site, largest, "largest", "smallest", Scan.Min)],
        _ => [],
    };

    private static IEnumerable<Edit> Swapped(MutationSite site, OperationNode node, (Operation One, Operation Other, string Names) pair)
    {
        string[] names = pair.Names.Split(' ');
        if (node.Operation == pair.One)
        {
            yield return site.Change(MutationKind.Operator, $"the {names[0]} {MutationSite.Short(node)} is a {names[1]}", arguments => site.Builder.Apply(pair.Other, arguments));
        }
        else if (node.Operation == pair.Other)
        {
            yield return site.Change(MutationKind.Operator, $"the {names[1]} {MutationSite.Short(node)} is a {names[0]}", arguments => site.Builder.Apply(pair.One, arguments));
        }
    }

    private static Edit Reduced(MutationSite site, ReduceNode node, string was, string becomes, Reduction reduction) =>
        site.Change(MutationKind.Operator, $"the {was} {MutationSite.Name(node.Link)} of {MutationSite.Short(node.Value)} is the {becomes}", arguments => site.Builder.Reduce(reduction, node.Link, arguments[0]));

    private static Edit Running(MutationSite site, ScanNode node, string was, string becomes, Scan scan) =>
        site.Change(MutationKind.Operator, $"the {was} so far of {MutationSite.Short(node.Value)} is the {becomes}", arguments => site.Builder.Scan(scan, node.Neighbour, arguments[0], arguments[1]));
}
