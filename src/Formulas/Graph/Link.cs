namespace Paragon.Formulas;

/// <summary>A map from the elements of one domain to elements of another; many may share a target.</summary>
/// <param name="Key">Text that names the link; equal keys are equal links.</param>
/// <param name="From">Domain that it starts from.</param>
/// <param name="To">Domain that it points to.</param>
/// <param name="Optional">Whether some elements point nowhere.</param>
public abstract record Link(string Key, Domain From, Domain To, bool Optional)
{
    /// <inheritdoc/>
    public sealed override string ToString() => Key;
}

/// <summary>A link that a level declares: its parent, or a named link.</summary>
public sealed record DeclaredLink(Domain From, string Name, Domain To, bool Optional)
    : Link($"{From.Key}.{Name}>{To.Key}{(Optional ? "?" : "")}", From, To, Optional);

/// <summary>From every element to the whole batch.</summary>
public sealed record RootLink(Domain From) : Link($"{From.Key}^", From, Domain.Batch, false);

/// <summary>From an element to the one before or after it under the same parent.</summary>
/// <param name="Level">The level.</param>
/// <param name="Parent">Link to the parent, or null where the level has none.</param>
/// <param name="Offset">1 for the next, -1 for the previous.</param>
public sealed record NeighbourLink(Domain Level, Link? Parent, int Offset)
    : Link($"{(Offset > 0 ? "next" : "previous")}({Level.Key};{Parent?.Key})", Level, Level, true);

/// <summary>From a row of a join to its outer or inner element.</summary>
public sealed record JoinLink(Join Join, bool Inner)
    : Link($"{(Inner ? "inner" : "outer")}{Join.Key}", Join, Inner ? Join.Set.From : Join.Outer, false);

/// <summary>Links to follow one after another; none leads to the element itself.</summary>
/// <param name="Links">The links, in the order in which they are followed.</param>
public sealed record LinkPath(EquatableArray<Link> Links)
{
    /// <summary>The path that stays where it is.</summary>
    public static LinkPath Empty { get; } = new(EquatableArray<Link>.Empty);

    /// <summary>Text that names the path.</summary>
    public string Key => string.Join("/", Links.Select(link => link.Key));

    /// <summary>Whether the path stays where it is.</summary>
    public bool IsEmpty => Links.Count == 0;

    /// <summary>This path and then one link more.</summary>
    public LinkPath Then(Link link) => new(new EquatableArray<Link>(Links.Append(link)));

    /// <summary>This path and then another.</summary>
    public LinkPath Then(LinkPath path) => new(new EquatableArray<Link>(Links.Concat(path.Links)));
}
