using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>A sum in the place of a mean, and a mean in the place of a sum.</summary>
internal static class MeanOrSumMutations
{
    public static IEnumerable<Edit> Of(MutationSite site)
    {
        GraphBuilder b = site.Builder;
        return site.Node switch
        {
            ReduceNode { Reduction: Reduction.Mean } mean =>
                [site.Change(MutationKind.MeanOrSum, $"the mean {MutationSite.Name(mean.Link)} of {MutationSite.Short(mean.Value)} is a sum", arguments => b.Reduce(Reduction.Sum, mean.Link, arguments[0]))],
            ReduceNode { Reduction: Reduction.Sum } sum =>
                [site.Change(MutationKind.MeanOrSum, $"the sum {MutationSite.Name(sum.Link)} of {MutationSite.Short(sum.Value)} is a mean", arguments => b.Reduce(Reduction.Mean, sum.Link, arguments[0]))],
            // A sum of ones is a count, which has no mean.
            ScanNode { Scan: Scan.Sum, Rate: ConstantNode { Value: 1 }, Value: not ConstantNode } sum =>
                [site.Change(MutationKind.MeanOrSum, $"the running sum of {MutationSite.Short(sum.Value)} is a mean", arguments => b.Divide(b.Scan(Scan.Sum, sum.Neighbour, arguments[0]), b.Scan(Scan.Sum, sum.Neighbour, b.Number(1))))],
            _ => [],
        };
    }
}
