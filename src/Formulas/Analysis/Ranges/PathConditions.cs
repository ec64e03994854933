namespace Paragon.Formulas;

/// <summary>
/// What is known where an expression is evaluated: intervals of nodes at the element where one stands, from the
/// conditions of the choices around, and what is known at the elements that its links lead to.
/// </summary>
/// <remarks>
/// A condition holds for one element. It follows a link only where the link says so: a condition on a value gathered by a
/// link holds for the value at that link's target, and the elements of a reduced set know their owner's conditions.
/// </remarks>
internal sealed class PathConditions
{
    private readonly Dictionary<string, PathConditions> _followed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PathConditions> _inside = new(StringComparer.Ordinal);
    private PathConditions? _anywhere;

    private PathConditions(IReadOnlyDictionary<Node, Interval> known, IReadOnlyDictionary<string, PathConditions> targets) =>
        (Known, Targets) = (known, targets);

    /// <summary>Nothing is known.</summary>
    public static PathConditions None { get; } = new(new Dictionary<Node, Interval>(), new Dictionary<string, PathConditions>());

    /// <summary>Intervals of nodes, of truth values too.</summary>
    public IReadOnlyDictionary<Node, Interval> Known { get; }

    /// <summary>What is known at the targets of links, by their keys; a link that stands here does point somewhere.</summary>
    public IReadOnlyDictionary<string, PathConditions> Targets { get; }

    public bool IsEmpty => Known.Count == 0 && Targets.Count == 0;

    /// <summary>The nodes that something is known of, by comparisons too, and at links' targets.</summary>
    public IEnumerable<Node> Nodes => Known.Keys.SelectMany(WithParts).Concat(Targets.Values.SelectMany(target => target.Nodes));

    /// <summary>The same with one node's interval narrowed.</summary>
    public PathConditions With(Node node, Interval interval)
    {
        Dictionary<Node, Interval> known = Known.ToDictionary(pair => pair.Key, pair => pair.Value);
        known[node] = known.TryGetValue(node, out Interval old) ? old.And(interval) : interval;
        return new PathConditions(known, Targets);
    }

    /// <summary>The same with what is known at the target of a link, which does point somewhere.</summary>
    public PathConditions WithTarget(Link link, PathConditions target)
    {
        Dictionary<string, PathConditions> targets = Targets.ToDictionary(pair => pair.Key, pair => pair.Value);
        targets[link.Key] = target;
        return new PathConditions(Known, targets);
    }

    /// <summary>What is known at the target of a link that is followed.</summary>
    public PathConditions Follow(Link link)
    {
        if (!_followed.TryGetValue(link.Key, out PathConditions? followed))
        {
            followed = Targets.TryGetValue(link.Key, out PathConditions? target) ? target : Anywhere();
            foreach (KeyValuePair<Node, Interval> pair in Known)
            {
                if (pair.Key is GatherNode gather && gather.Link.Key == link.Key && PointsSomewhere(link))
                {
                    followed = followed.With(gather.Value, pair.Value);
                }
            }

            _followed[link.Key] = followed;
        }

        return followed;
    }

    /// <summary>What is known at the elements of a set that is reduced by a link.</summary>
    public PathConditions Inside(Link link)
    {
        if (!_inside.TryGetValue(link.Key, out PathConditions? inside))
        {
            _inside[link.Key] = inside = IsEmpty ? None : Anywhere().WithTarget(link, this);
        }

        return inside;
    }

    /// <summary>What is known wherever one stands: of options alone.</summary>
    public PathConditions Anywhere()
    {
        if (_anywhere is null)
        {
            Dictionary<Node, Interval> known = Known.Where(pair => pair.Key.Domain is null).ToDictionary(pair => pair.Key, pair => pair.Value);
            _anywhere = known.Count == 0 ? None : new PathConditions(known, None.Targets);
        }

        return _anywhere;
    }

    /// <summary>Whether a link surely leads to an element.</summary>
    public bool PointsSomewhere(Link link) => !link.Optional || Targets.ContainsKey(link.Key)
        || Known.Any(pair => pair.Key is ExistsNode exists && exists.Link.Key == link.Key && pair.Value.Low > 0);

    /// <summary>Whether a node is known to be at most another.</summary>
    public bool IsAtMost(Node x, Node y) => Known.Any(pair => pair.Key is OperationNode { Operation.Name: "less" or "lessorequal" } comparison
        && ((pair.Value.Low > 0 && comparison.First() == x && comparison.Second() == y)
            || (pair.Value.High < 1 && comparison.First() == y && comparison.Second() == x)));

    /// <summary>Pairs of nodes of which the first is known to be at most the second.</summary>
    public IEnumerable<(Node Smaller, Node Larger)> Orders() => Known
        .Where(pair => pair.Key is OperationNode { Operation.Name: "less" or "lessorequal" } && pair.Value.IsPoint())
        .Select(pair => pair.Value.Low > 0 ? (pair.Key.Arguments[0], pair.Key.Arguments[1]) : (pair.Key.Arguments[1], pair.Key.Arguments[0]));

    /// <summary>Pairs of nodes that are known to differ; a node alone is known to differ from 0.</summary>
    public IEnumerable<(Node X, Node? Y)> Apart()
    {
        foreach (KeyValuePair<Node, Interval> pair in Known)
        {
            switch (pair.Key)
            {
                case OperationNode { Operation.Name: "equal" } when pair.Value.High == 0:
                case OperationNode { Operation.Name: "less" } when pair.Value.Low > 0:
                case OperationNode { Operation.Name: "lessorequal" } when pair.Value.High == 0:
                    yield return (pair.Key.Arguments[0], pair.Key.Arguments[1]);
                    break;
                case OperationNode { Operation.Name: "abs" or "square" } size when pair.Value.Low > 0:
                    yield return (size.First(), null);
                    break;
            }
        }
    }

    /// <summary>A comparison speaks of what it compares, and of what that is a sum of.</summary>
    private static IEnumerable<Node> WithParts(Node node) => node.IsBoolean || node is OperationNode { Operation.Name: "abs" or "square" }
        ? node.Arguments.SelectMany(argument => argument.Arguments.Append(argument)).Where(part => part is not ConstantNode).Append(node)
        : [node];
}
