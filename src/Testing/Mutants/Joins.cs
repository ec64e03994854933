using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Puts other elements beside each element than a formula means.</summary>
internal static class Joins
{
    /// <summary>The formula with another join in the place of one; none where a join stands on that join, whose rows would be others.</summary>
    public static IEnumerable<Edit> Become(MutationSite site, MutationKind kind, Join from, Join to, string what)
    {
        GraphBuilder b = site.Builder;
        JoinLink? Other(Link link) => link is JoinLink join && join.Join == from ? new JoinLink(to, join.Inner) : null;
        return Traversal.Sorted(site.Root).Any(node => node.Domain is Join join && join.Outer == from) ? [] :
        [
            new Edit(kind, what, (node, arguments) => node switch
            {
                GatherNode gather when Other(gather.Link) is { } link => b.Gather(link, arguments[0]),
                ReduceNode reduce when Other(reduce.Link) is { } link => b.Reduce(reduce.Reduction, link, arguments[0]),
                CountNode count when Other(count.Link) is { } link => b.CountOf(link),
                _ => null,
            }),
        ];
    }
}
