using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Ranges, neighbours and sortings in the other direction; a discount that is 1.</summary>
internal static class OrderMutations
{
    public static IEnumerable<Edit> Of(MutationSite site)
    {
        GraphBuilder b = site.Builder;
        return site.Node switch
        {
            ScanNode scan => Scans(site, scan),
            GatherNode { Link: NeighbourLink link } gather =>
                [site.Change(MutationKind.Order, $"{MutationSite.Short(gather.Value)} of the {(link.Offset > 0 ? "next" : "previous")} {link.Level} is that of the other neighbour", arguments => b.Gather(Reversed(link), arguments[0]))],
            GatherNode { Link: JoinLink { Inner: true } link } => Ranges(site, link.Join),
            SortNode sort =>
                [site.Change(MutationKind.Order, $"{MutationSite.Short(sort.Value)} is sorted from the largest", arguments => b.Negate(b.Sort(sort.Family, b.Negate(arguments[0]))))],
            RankNode rank =>
                [site.Change(MutationKind.Order, $"{MutationSite.Short(rank.Value)} is ranked from the largest", arguments => b.Rank(rank.Family, b.Negate(arguments[0])))],
            _ => [],
        };
    }

    private static IEnumerable<Edit> Scans(MutationSite site, ScanNode scan)
    {
        GraphBuilder b = site.Builder;
        string text = $"the running {scan.Scan.ToString().ToLowerInvariant()} of {MutationSite.Short(scan.Value)}";
        yield return site.Change(MutationKind.Order, $"{text} runs the other way", arguments => b.Scan(scan.Scan, Reversed(scan.Neighbour), arguments[0], arguments[1]));
        if (scan is { Scan: Scan.Sum, Rate: not ConstantNode })
        {
            yield return site.Change(MutationKind.Order, $"{text} is not discounted", arguments => b.Scan(scan.Scan, scan.Neighbour, arguments[0]));
        }
    }

    private static IEnumerable<Edit> Ranges(MutationSite site, Join join) => join.Kind switch
    {
        JoinKind.AndAfter => Joins.Become(site, MutationKind.Order, join, new Join(join.Outer, join.Root, join.Set, JoinKind.AndBefore, join.Self), $"the {join.Set.From}s after are those before"),
        JoinKind.AndBefore => Joins.Become(site, MutationKind.Order, join, new Join(join.Outer, join.Root, join.Set, JoinKind.AndAfter, join.Self), $"the {join.Set.From}s before are those after"),
        _ => [],
    };

    private static NeighbourLink Reversed(NeighbourLink link) => new(link.Level, link.Parent, -link.Offset);
}
