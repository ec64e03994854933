using Paragon.Formulas;

namespace Paragon.Generators.Formulas;

/// <summary>Statements that run under one condition on options, or under none.</summary>
internal sealed class Region(Region? outer)
{
    /// <summary>Region around this one.</summary>
    public Region? Outer { get; } = outer;

    /// <summary>Statements, in order.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Number of regions around this one.</summary>
    public int Depth => Outer is null ? 0 : Outer.Depth + 1;

    /// <summary>The innermost region that holds both.</summary>
    public static Region Common(Region one, Region other)
    {
        while (one != other)
        {
            if (one.Depth >= other.Depth)
            {
                one = one.Outer!;
            }
            else
            {
                other = other.Outer!;
            }
        }

        return one;
    }
}

/// <summary>
/// Says under which choice between options each value is needed: what only one side of <c>Beta == 0 ? a : b</c> needs is
/// computed on that side alone, so a column that the other side reads may be absent.
/// </summary>
internal sealed class Regions
{
    private readonly Dictionary<Node, Region> _regions = [];
    private readonly Dictionary<Node, (Region Then, Region Otherwise)> _branches = [];
    private readonly Dictionary<Node, int> _uses = [];
    private readonly HashSet<Node> _certain = [];
    private readonly HashSet<(Node, Region)> _neededIn = [];
    private readonly HashSet<Node> _unbranched = [];
    private readonly HashSet<Node> _behind = [];
    private readonly Dictionary<Node, List<Link>> _readBy = [];

    /// <summary>Works the regions out.</summary>
    /// <param name="roots">The results. What only those after the first need is never certain: a derivative is looked at where its result is.</param>
    /// <param name="isCertain">Whether the first result is looked at on every batch.</param>
    public Regions(IReadOnlyList<Node> roots, bool isCertain)
    {
        foreach (Node root in roots)
        {
            Use(root, Root, true);
        }

        foreach (Node node in Traversal.Sorted([.. roots]).Reverse())
        {
            Region region = _regions[node];
            bool isNeeded = IsNeeded(node);
            bool isChoice = IsHostChoice(node);
            if (isChoice)
            {
                _branches[node] = (new Region(region), new Region(region));
            }

            for (int i = 0; i < node.Arguments.Count; i++)
            {
                Use(node.Arguments[i], isChoice && i == 1 ? _branches[node].Then : isChoice && i == 2 ? _branches[node].Otherwise : region, isNeeded);
            }
        }

        if (!isCertain)
        {
            return;
        }

        Mark(roots[0], _certain, acrossGathers: false);
        Mark(roots[0], _unbranched, acrossGathers: true);
        foreach (Node node in _unbranched.Where(node => node is not (OperationNode or StopGradientNode or GatherNode { Link: RootLink }) && !_certain.Contains(node)))
        {
            foreach (Node argument in node.Arguments)
            {
                Mark(argument, _behind, acrossGathers: true);
            }
        }

        foreach (GatherNode gather in _certain.OfType<GatherNode>().Where(gather => gather.Link is not RootLink && !gather.Link.Optional))
        {
            Reached.By(gather, node => IsHost(node.Arguments[0]), node =>
            {
                List<Link> links = _readBy.TryGetValue(node, out List<Link>? known) ? known : _readBy[node] = [];
                links.Add(gather.Link);
            });
        }
    }

    /// <summary>The region that always runs.</summary>
    public Region Root { get; } = new(null);

    /// <summary>Region that a value is computed in.</summary>
    public Region Of(Node node) => _regions[node];

    /// <summary>Regions of the two sides of a choice between options.</summary>
    public (Region Then, Region Otherwise) Branches(Node choice) => _branches[choice];

    /// <summary>How many values use this one.</summary>
    public int Uses(Node node) => _uses[node];

    /// <summary>Whether a value is needed at every element of its domain, wherever it is computed.</summary>
    public bool IsCertain(Node node) => _certain.Contains(node) && IsNeeded(node);

    /// <summary>Whether no condition on data guards a value; then it may not fail at any element that is looked at.</summary>
    public bool IsUnbranched(Node node) => _unbranched.Contains(node);

    /// <summary>
    /// Whether a value is looked at through the links of <see cref="ReadBy"/> alone: what has no value at their targets is refused, and
    /// elsewhere nobody looks.
    /// </summary>
    public bool IsReadDirectly(Node node) => _readBy.ContainsKey(node) && _unbranched.Contains(node) && !_behind.Contains(node);

    /// <summary>The links whose targets a value is needed at, beside those that it may be needed at.</summary>
    public IReadOnlyList<Link> ReadBy(Node node) => _readBy.TryGetValue(node, out List<Link>? links) ? links : [];

    /// <summary>Whether a value is one number for all elements: known before any tensor.</summary>
    public static bool IsHost(Node node) => node switch
    {
        ConstantNode or OptionNode or StatisticNode => true,
        OperationNode operation => operation.Arguments.All(IsHost),
        GatherNode { Link: RootLink } gather => IsHost(gather.Value),
        _ => false,
    };

    /// <summary>Whether a node chooses between values by options alone.</summary>
    public static bool IsHostChoice(Node node) => node is OperationNode { Operation.Name: "select" } choice && IsHost(choice.Arguments[0]) && !IsHost(choice);

    /// <summary>Whether a value is needed whenever its region runs; two regions that share it may both be left out where the one around them runs.</summary>
    private bool IsNeeded(Node node) => _neededIn.Contains((node, _regions[node]));

    private void Use(Node node, Region region, bool isNeeded)
    {
        if (isNeeded)
        {
            _neededIn.Add((node, region));
        }

        _regions[node] = _regions.TryGetValue(node, out Region? known) ? Region.Common(known, region) : region;
        _uses[node] = (_uses.TryGetValue(node, out int uses) ? uses : 0) + 1;
    }

    private static void Mark(Node node, HashSet<Node> marked, bool acrossGathers)
    {
        if (!marked.Add(node))
        {
            return;
        }

        bool isDataChoice = node is OperationNode { Operation.Name: "select" } && !IsHost(node.Arguments[0]);
        bool seesSome = !acrossGathers && node is GatherNode { Link: not RootLink } or ReduceNode { Link.Optional: true };
        foreach (Node argument in isDataChoice ? node.Arguments.Take(1) : seesSome ? [] : node.Arguments)
        {
            Mark(argument, marked, acrossGathers);
        }
    }
}
