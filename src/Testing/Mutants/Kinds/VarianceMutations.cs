using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>The variance of a sample for that of a population, and the other way round.</summary>
internal static class VarianceMutations
{
    public static IEnumerable<Edit> Of(MutationSite site)
    {
        GraphBuilder b = site.Builder;
        if (site.Node is ReduceNode { Reduction: Reduction.Mean } mean && IsDeviation(mean.Value))
        {
            yield return site.Change(MutationKind.Variance, $"the mean of {MutationSite.Short(mean.Value)} is divided by one less", arguments =>
                b.Divide(b.Reduce(Reduction.Sum, mean.Link, arguments[0]), b.Subtract(b.CountOf(mean.Link), b.Number(1))));
        }

        if (site.Node is not OperationNode { Operation.Name: "divide" } node || !IsSumOfDeviations(node.Arguments[0]))
        {
            yield break;
        }

        yield return Less(node.Arguments[1]) is not null
            ? site.Change(MutationKind.Variance, $"the sample variance {MutationSite.Short(node)} is that of a population", arguments => b.Divide(arguments[0], Less(arguments[1])!))
            : site.Change(MutationKind.Variance, $"the population variance {MutationSite.Short(node)} is that of a sample", arguments => b.Divide(arguments[0], b.Subtract(arguments[1], b.Number(1))));
    }

    /// <summary>The count of a count less one, which is held at 0 where the set may be empty.</summary>
    private static Node? Less(Node node) => node switch
    {
        OperationNode { Operation.Name: "max" } held => Less(held.Arguments[0]),
        OperationNode { Operation.Name: "subtract" } less when less.Arguments[1] is ConstantNode { Value: 1 } => less.Arguments[0],
        _ => null,
    };

    private static bool IsSumOfDeviations(Node node) => node switch
    {
        ReduceNode { Reduction: Reduction.Sum } sum => IsDeviation(sum.Value),
        ScanNode { Scan: Scan.Sum } sum => IsDeviation(sum.Value),
        _ => false,
    };

    /// <summary>(x - mean)², for all elements or for those of a condition.</summary>
    private static bool IsDeviation(Node node) => node switch
    {
        OperationNode { Operation.Name: "select" } counted => IsDeviation(counted.Arguments[1]),
        OperationNode { Operation.Name: "square" } square => square.Arguments[0] is OperationNode { Operation.Name: "subtract" } difference && difference.Arguments[1] is GatherNode,
        _ => false,
    };
}
