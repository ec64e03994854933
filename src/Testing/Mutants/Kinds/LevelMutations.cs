using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>
/// Reductions over another set: the whole batch's or the parent's parent's elements instead of the parent's own, a mean of means instead of
/// one mean, an element among the others that it is compared with.
/// </summary>
internal static class LevelMutations
{
    public static IEnumerable<Edit> Of(MutationSite site) => site.Node switch
    {
        ReduceNode { Link: DeclaredLink { To.IsBatch: false } link } node => Coarser(site, node, link),
        ReduceNode { Link: RootLink, Reduction: Reduction.Mean, Value.Domain: not null } node => Finer(site, node),
        CountNode { Link: DeclaredLink { To.IsBatch: false } link } node =>
            [site.Change(MutationKind.Level, $"the number of {link.From} of {link.To} is that of the batch", _ => site.Builder.Gather(new RootLink(link.To), site.Builder.CountOf(new RootLink(link.From))))],
        GatherNode { Link: JoinLink { Inner: true } link } => Joined(site, link.Join),
        _ => [],
    };

    private static IEnumerable<Edit> Coarser(MutationSite site, ReduceNode node, DeclaredLink link)
    {
        GraphBuilder b = site.Builder;
        string text = $"the {Word(node.Reduction)} {MutationSite.Name(link)} of {MutationSite.Short(node.Value)}";
        yield return site.Change(MutationKind.Level, $"{text} is over the whole batch", arguments => b.Gather(new RootLink(link.To), b.Reduce(node.Reduction, new RootLink(link.From), arguments[0])));
        if (site.Links.FirstOrDefault(other => other.From == link.To && other.Name == other.To.Key && !other.Optional) is { } parent && Nested(b, node.Reduction, link, parent) is { } over)
        {
            yield return site.Change(MutationKind.Level, $"{text} is over those of its {parent.To}", arguments => b.Gather(parent, over(arguments[0])));
        }
    }

    /// <summary>The reduction along two links, one after the other; null where two steps are not one.</summary>
    private static Func<Node, Node>? Nested(GraphBuilder b, Reduction reduction, Link first, Link second)
    {
        Node Twice(Reduction each, Node value) => b.Reduce(each, second, b.Reduce(each, first, value));
        return reduction switch
        {
            Reduction.Mean => value => b.Divide(Twice(Reduction.Sum, value), b.Reduce(Reduction.Sum, second, b.CountOf(first))),
            Reduction.Median => null,
            _ => value => Twice(reduction, value),
        };
    }

    private static IEnumerable<Edit> Finer(MutationSite site, ReduceNode node)
    {
        GraphBuilder b = site.Builder;
        foreach (DeclaredLink parent in site.Links.Where(link => link.From == node.Link.From && link.Name == link.To.Key && !link.Optional))
        {
            yield return site.Change(MutationKind.Level, $"the mean {MutationSite.Name(node.Link)} of {MutationSite.Short(node.Value)} is the mean of the means of each {parent.To}", arguments =>
                b.Reduce(Reduction.Mean, new RootLink(parent.To), b.Reduce(Reduction.Mean, parent, arguments[0])));
        }
    }

    private static IEnumerable<Edit> Joined(MutationSite site, Join join) => join.Kind switch
    {
        JoinKind.Others => Joins.Become(site, MutationKind.Level, join, new Join(join.Outer, join.Root, join.Set, JoinKind.All, LinkPath.Empty), $"the {join.Outer} itself is among the others"),
        JoinKind.All when join.Outer == join.Set.From => Joins.Become(site, MutationKind.Level, join, new Join(join.Outer, join.Root, join.Set, JoinKind.Others, LinkPath.Empty), $"the {join.Outer} itself is left out"),
        _ => [],
    };

    private static string Word(Reduction reduction) => reduction switch
    {
        Reduction.Min => "smallest",
        Reduction.Max => "largest",
        Reduction.LogSumExp => "log Σ exp",
        _ => reduction.ToString().ToLowerInvariant(),
    };
}
