namespace Paragon.Formulas;

/// <summary>The levels, links, columns and options that graphs read: what a batch must have for them.</summary>
internal sealed class SampleSchema
{
    private readonly List<string> _levels = [];
    private readonly Dictionary<string, DeclaredLink> _links = new(StringComparer.Ordinal);
    private readonly HashSet<string> _covering = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeclaredLink?> _parentOf;
    private readonly Dictionary<string, DeclaredLink[]> _linksOf;

    public SampleSchema(IReadOnlyList<Node> roots)
    {
        IReadOnlyList<Node> nodes = Traversal.Sorted([.. roots]);
        foreach (Node node in nodes)
        {
            Add(node);
        }

        _parentOf = _levels.ToDictionary(level => level, ParentAmongLinks);
        _linksOf = _levels.ToDictionary(level => level, level => _links.Values.Where(link => link.From.Key == level).OrderBy(link => link == _parentOf[level] ? 0 : 1).ToArray());
        Columns = [.. nodes.OfType<ColumnNode>()];
        Options = [.. nodes.OfType<OptionNode>()];
        Steps = [.. nodes.OfType<OperationNode>().Where(node => node.Operation.IsBoolean && node.Arguments.Count == 2)
            .Where(node => node.Arguments.Any(argument => argument is OptionNode) && node.Arguments.Any(argument => argument is ConstantNode))];
        Sets = [.. nodes.Select(node => node switch
        {
            ReduceNode reduce => reduce.Link.From,
            CountNode count => count.Link.From,
            ScanNode scan => scan.Neighbour.Level,
            _ => null,
        }).OfType<Domain>().Select(domain => domain is Join join ? join.Set.From.Key : domain.Key).Distinct()];
        Levels = Ordered();
    }

    /// <summary>Levels whose elements are reduced, counted or run over.</summary>
    public IReadOnlyList<string> Sets { get; }

    /// <summary>The levels, each after its parent.</summary>
    public IReadOnlyList<string> Levels { get; }

    public IReadOnlyList<ColumnNode> Columns { get; }

    public IReadOnlyList<OptionNode> Options { get; }

    /// <summary>Comparisons of an option with a number: where the formula changes with the option.</summary>
    public IReadOnlyList<OperationNode> Steps { get; }

    /// <summary>Links of a level, its parent's first.</summary>
    public IReadOnlyList<DeclaredLink> LinksOf(string level) => _linksOf.TryGetValue(level, out DeclaredLink[]? links) ? links : [];

    /// <summary>Whether every target needs an element: a formula reduces over the link.</summary>
    public bool IsCovering(Link link) => _covering.Contains(link.Key);

    /// <summary>Link to the parent of a level, or null.</summary>
    public DeclaredLink? Parent(string level) => _parentOf.TryGetValue(level, out DeclaredLink? parent) ? parent : null;

    /// <summary>A level and its ancestors, nearest first.</summary>
    public IEnumerable<string> Lineage(string level)
    {
        HashSet<string> seen = [];
        for (string? at = level; at is not null && seen.Add(at); at = Parent(at)?.To.Key)
        {
            yield return at;
        }
    }

    private DeclaredLink? ParentAmongLinks(string level)
    {
        // A link to a parent bears the parent's name; the one that neighbours are looked for under comes first.
        IEnumerable<DeclaredLink> links = _links.Values.Where(link => link.From.Key == level && !link.Optional);
        return _parents.TryGetValue(level, out string? known) ? _links[known] : links.FirstOrDefault(link => link.Name == link.To.Key && link.To.Key != level);
    }

    private List<string> Ordered()
    {
        List<string> ordered = [];
        List<string> waiting = [.. _levels];
        while (waiting.Count > 0)
        {
            // parents in a circle: one of them has to go first
            string next = waiting.Find(level => Parent(level) is not { } parent || ordered.Contains(parent.To.Key)) ?? waiting[0];
            ordered.Add(next);
            waiting.Remove(next);
        }

        return ordered;
    }

    private void Add(Node node)
    {
        if (node.Domain is { } domain)
        {
            Add(domain);
        }

        switch (node)
        {
            case GatherNode gather:
                Add(gather.Link);
                break;
            case ReduceNode reduce:
                Cover(reduce.Link);
                break;
            case CountNode count:
                Cover(count.Link);
                break;
            case ExistsNode exists:
                Add(exists.Link);
                break;
            case ScanNode scan:
                Add(scan.Neighbour);
                break;
            case SortNode sort:
                Cover(sort.Family);
                break;
            case RankNode rank:
                Cover(rank.Family);
                break;
            case PlacedNode placed:
                Cover(placed.Family);
                break;
        }
    }

    private void Cover(Link link)
    {
        Add(link);
        _covering.Add(link.Key);
    }

    private void Add(Domain domain)
    {
        if (domain is Join join)
        {
            Add(join.Outer);
            Cover(join.Set);
            foreach (Link link in join.Root.Links.Concat(join.Self.Links))
            {
                Add(link);
            }
        }
        else if (!domain.IsBatch && !_levels.Contains(domain.Key))
        {
            _levels.Add(domain.Key);
        }
    }

    private void Add(Link link)
    {
        Add(link.From);
        Add(link.To);
        switch (link)
        {
            case DeclaredLink declared:
                _links[declared.Key] = declared;
                break;
            case NeighbourLink { Parent: DeclaredLink { Optional: false } parent } neighbour:
                Add(parent);
                _parents[neighbour.Level.Key] = parent.Key;
                break;
            case NeighbourLink { Parent: { } other }:
                Add(other);
                break;
            case JoinLink inside:
                Add(inside.Join);
                break;
        }
    }
}
