namespace Paragon.Formulas;

/// <summary>Range of a node, and whether it may be undefined.</summary>
internal readonly record struct NodeRange(Interval Range, bool MayBeNaN);

/// <summary>
/// One walk down a graph and up again: range of every node where it is used, under the conditions of the choices around it.
/// </summary>
internal sealed class RangeWalk
{
    // A choice inside a choice is walked once for each way to it; what is beyond this is taken without conditions.
    private const int MostSteps = 6000;

    private readonly RangeAssumptions _assumptions;
    private readonly SetRanges _sets;
    private readonly Refinement _refinement;
    private readonly Relations? _relations;
    private readonly Bisection? _bisection;
    private readonly Reach _reach = new();
    private readonly Gathers _gathers = new();
    private readonly Dictionary<(Node, PathConditions), NodeRange> _known = [];
    private readonly Dictionary<OperationNode, Interval[]> _used = [];
    private readonly HashSet<(Node, PathConditions)> _open = [];
    private readonly HashSet<(Node, PathConditions)> _sharpened = [];
    private CancellationToken _cancellation;
    private int _steps;

    /// <summary>A walk under assumptions.</summary>
    /// <param name="assumptions">What is taken as known.</param>
    /// <param name="bisection">What sharpens the ranges of expressions that use a value more than once, or null to take them as they are.</param>
    public RangeWalk(RangeAssumptions assumptions, Bisection? bisection = null)
    {
        _bisection = bisection;
        _assumptions = assumptions;
        _sets = new SetRanges(assumptions);
        _refinement = new Refinement((node, at) => Of(node, at).Range, assumptions.IsExact);

        // What holds exactly need not hold when rounded: a mean of squares less a squared mean may come out below 0.
        _relations = assumptions.IsExact ? new Relations((node, at) => Of(node, at).Range, _gathers) : null;
    }

    /// <summary>Ranges of an operation's arguments over all places where it is computed, or null where it never is.</summary>
    public IReadOnlyList<Interval>? ArgumentsOf(OperationNode node) => _used.TryGetValue(node, out Interval[]? arguments) ? arguments : null;

    public NodeRange Of(Node node, CancellationToken cancellation = default)
    {
        // The budget belongs to the question: what was asked before must not decide how sharp an answer is.
        (_cancellation, _steps) = (cancellation, 0);
        if (!_known.ContainsKey((node, PathConditions.None)))
        {
            _gathers.Note(node);
        }

        return Whole(node, PathConditions.None);
    }

    public NodeRange Of(Node node, PathConditions at)
    {
        at = Here(node, at);
        if (_known.TryGetValue((node, at), out NodeRange known))
        {
            return known;
        }

        // What a condition says of a value may lead to values that are made of it: such a circle says nothing.
        if (!_open.Add((node, at)))
        {
            return new(node.IsBoolean ? Interval.Truth : Interval.All, true);
        }

        _steps++;
        NodeRange found = Compute(node, at);
        _open.Remove((node, at));
        if (at.Known.TryGetValue(node, out Interval narrowed))
        {
            found = found with { Range = found.Range.And(narrowed) };
        }

        return _known[(node, at)] = found;
    }

    /// <summary>The conditions that say something of a node.</summary>
    private PathConditions Here(Node node, PathConditions at) =>
        at.IsEmpty || _steps > MostSteps || !_reach.Touches(node, at.Nodes) ? PathConditions.None : at;

    /// <summary>Range of what is no argument of an operation: of all the operations in it together.</summary>
    private NodeRange Whole(Node node, PathConditions at)
    {
        at = Here(node, at);
        NodeRange found = Of(node, at);
        if (_bisection is not null && node is OperationNode { IsBoolean: false, Operation.Name: not "select" } root && _sharpened.Add((node, at))
            && _bisection.Of(root, leaf => Of(leaf, at).Range, _cancellation) is { } sharper)
        {
            _known[(node, at)] = found = found with { Range = found.Range.And(sharper) };
        }

        return found;
    }

    private NodeRange Compute(Node node, PathConditions at)
    {
        switch (node)
        {
            case ConstantNode constant:
                return double.IsNaN(constant.Value) ? new(Interval.All, true) : new(Interval.Of(constant.Value), false);
            case OptionNode option:
                return new(Limited(_assumptions.Options(option) ?? option.Range), false);
            case ColumnNode column:
                Interval declared = _assumptions.Columns(column) ?? column.Range;
                return new(Limited(double.IsNaN(column.Default) ? declared : declared.Union(Interval.Of(column.Default))), false);
            case OperationNode { Operation.Name: "select" } choice:
                return Select(choice, at);
            case OperationNode operation:
                return Operation(operation, at);
            case GatherNode gather:
                NodeRange there = Whole(gather.Value, at.Follow(gather.Link));
                return at.PointsSomewhere(gather.Link) ? there : there with { Range = there.Range.Union(Interval.Of(0)) };
            case ReduceNode reduce:
                NodeRange each = Whole(reduce.Value, at.Inside(reduce.Link));
                Interval set = _sets.Reduce(reduce, each.Range);
                set = _sets.Count(reduce.Link).Low >= 1 && _relations?.Reduced(reduce, at.Inside(reduce.Link)) is { } sharper ? set.And(sharper) : set;
                return new(set, each.MayBeNaN || _sets.MakesNaN(reduce, each.Range));
            case CountNode count:
                return new(_sets.Count(count.Link), false);
            case ExistsNode exists:
                return new(at.PointsSomewhere(exists.Link) ? Interval.Of(1) : Interval.Truth, false);
            case ScanNode scan:
                NodeRange value = Whole(scan.Value, at.Anywhere()), rate = Whole(scan.Rate, at.Anywhere());
                Interval run = _sets.Scan(scan, value.Range, rate.Range);
                return new(run, value.MayBeNaN || rate.MayBeNaN || (scan.Scan == Scan.Sum && !run.IsFinite()));
            case SortNode sort:
                return Whole(sort.Value, at.Anywhere());
            case RankNode rank:
                return new(_sets.Rank(rank.Family), Whole(rank.Value, at.Anywhere()).MayBeNaN);
            case PlacedNode placed:
                NodeRange read = Whole(placed.Value, at.Anywhere());
                return read with { MayBeNaN = read.MayBeNaN || Whole(placed.Ranking, at.Anywhere()).MayBeNaN };
            case StopGradientNode stop:
                return Of(stop.Value, at);
            default:
                return new(node.IsBoolean ? Interval.Truth : Interval.All, false);
        }
    }

    private NodeRange Select(OperationNode choice, PathConditions at)
    {
        Interval condition = Of(choice.First(), at).Range;
        if (condition.Low > 0 || condition.High < 1)
        {
            return Whole(choice.Arguments[condition.Low > 0 ? 1 : 2], at);
        }

        // Where a comparison with NaN is false, its opposite does not hold either.
        bool isKnown = _relations is not null || !ComparesNaN(choice.First(), at);
        NodeRange then = Whole(choice.Arguments[1], isKnown ? _refinement.Assume(at, choice.First(), true) : at);
        NodeRange otherwise = Whole(choice.Arguments[2], isKnown ? _refinement.Assume(at, choice.First(), false) : at);
        return new(then.Range.Union(otherwise.Range), then.MayBeNaN || otherwise.MayBeNaN);
    }

    private bool ComparesNaN(Node node, PathConditions at) =>
        node.Arguments.Any(argument => argument.IsBoolean ? ComparesNaN(argument, at) : Of(argument, at).MayBeNaN);

    private NodeRange Operation(OperationNode node, PathConditions at)
    {
        NodeRange[] arguments = [.. node.Arguments.Select(argument => Of(argument, at))];
        Interval[] ranges = [.. arguments.Select(argument => argument.Range)];
        Note(node, ranges, at);
        bool isCut = _relations is not null && node.Operation.Name == "divide" && ranges[1].Contains(0);
        Interval range = isCut ? OperationRanges.DefinedQuotient(ranges[0], ranges[1]) : OperationRanges.Of(node, ranges, _assumptions.IsExact);
        if (_relations?.Operation(node, at) is { } sharper)
        {
            range = range.And(sharper);
        }

        bool isUndefined = arguments.Any(argument => argument.MayBeNaN) || OperationRanges.MakesNaN(node, ranges);

        // A comparison with what is undefined is false, not undefined. Exact arithmetic has no such thing.
        return !node.IsBoolean ? new(range, isUndefined)
            : new(isUndefined && _relations is null ? range.Union(Interval.Of(0)) : range, false);
    }

    private void Note(OperationNode node, Interval[] ranges, PathConditions at)
    {
        // A divisor that is known not to be 0 though 0 lies inside its interval counts as one that is away from it.
        Interval[] noted = node.Operation.Name == "divide" && ranges[1].Contains(0) && _relations?.IsNotZero(node.Second(), at) == true ? [ranges[0], Interval.Of(1)] : ranges;
        _used[node] = _used.TryGetValue(node, out Interval[]? before) ? [.. before.Select((interval, i) => interval.Union(noted[i]))] : noted;
    }

    private Interval Limited(Interval range) => range.And(new Interval(-_assumptions.LargestInput, _assumptions.LargestInput));
}
