using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Another link between the same two levels: the rejected completion in the place of the chosen one.</summary>
internal static class LinkMutations
{
    public static IEnumerable<Edit> Of(MutationSite site) => site.Node switch
    {
        GatherNode { Link: DeclaredLink link } gather => Others(site, link).Select(other =>
            site.Change(MutationKind.Link, $"{MutationSite.Short(gather.Value)} of the {link.From}'s {link.Name} is that of its {other.Name}", arguments => site.Builder.Gather(other, arguments[0]))),
        ReduceNode { Link: DeclaredLink link } reduce => Others(site, link).Select(other =>
            site.Change(MutationKind.Link, $"{MutationSite.Short(reduce)} is over those whose {other.Name} it is", arguments => site.Builder.Reduce(reduce.Reduction, other, arguments[0]))),
        CountNode { Link: DeclaredLink link } => Others(site, link).Select(other =>
            site.Change(MutationKind.Link, $"the {link.From}s are counted whose {other.Name} it is", _ => site.Builder.CountOf(other))),
        _ => [],
    };

    private static IEnumerable<DeclaredLink> Others(MutationSite site, DeclaredLink link) =>
        site.Links.Where(other => other.From == link.From && other.To == link.To && other.Name != link.Name && other.Optional == link.Optional);
}
