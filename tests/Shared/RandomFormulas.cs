using Paragon.Formulas;

namespace Paragon.Tests.Shared;

/// <summary>
/// Random graphs over the whole table of operations and all kinds of nodes: gathers, reductions, joins, scans, orders,
/// choices, optional links and neighbours. Parts are used again, so that expressions correlate.
/// </summary>
/// <remarks>Equal seeds give equal graphs. Operations may leave their domain: that is what analyses are asked about.</remarks>
internal sealed class RandomFormulas(GraphBuilder b, Random random)
{
    private static readonly Domain _group = new("group"), _completion = new("completion"), _token = new("token"), _segment = new("segment"), _pair = new("pair");
    private static readonly Link _groupOfCompletion = new DeclaredLink(_completion, "group", _group, false);
    private static readonly Link _completionOfToken = new DeclaredLink(_token, "completion", _completion, false);
    private static readonly Link _completionOfSegment = new DeclaredLink(_segment, "completion", _completion, false);
    private static readonly Link _segmentOfToken = new DeclaredLink(_token, "segment", _segment, true);
    private static readonly Link[] _links =
    [
        _groupOfCompletion, _completionOfToken, _completionOfSegment, _segmentOfToken,
        new DeclaredLink(_pair, "chosen", _completion, false), new DeclaredLink(_pair, "rejected", _completion, false),
        new NeighbourLink(_token, _completionOfToken, 1), new NeighbourLink(_token, _completionOfToken, -1), new NeighbourLink(_completion, _groupOfCompletion, 1),
        new RootLink(_token), new RootLink(_completion), new RootLink(_group), new RootLink(_pair),
    ];

    private static readonly Operation[] _numbers = [.. OperationTable.All.Where(operation => !operation.IsBoolean && operation != Comparisons.Select)];

    private static readonly (string Name, Interval? Range)[] _columns =
    [
        ("any", null), ("score", null), ("logp", new(double.NegativeInfinity, 0)), ("positive", new(double.Epsilon, double.PositiveInfinity)),
        ("count", new(0, double.PositiveInfinity)), ("unit", new(0, 1)), ("signed", new(-2, 3)), ("away", new(0.5, 4)),
    ];

    private static readonly (string Name, Interval? Range)[] _options =
        [("Alpha", null), ("Beta", new(double.Epsilon, double.PositiveInfinity)), ("Clip", new(0, 1)), ("Rate", new(0, 0.99)), ("Scale", new(-1, 10))];

    private readonly List<Node> _made = [];

    /// <summary>A number on some level.</summary>
    /// <param name="depth">How deep the graph goes, roughly.</param>
    public Node Next(int depth) => Number(new[] { _token, _completion, _group, _pair, Domain.Batch }[random.Next(5)], depth);

    /// <summary>A number for each element of a domain, or one that no batch changes.</summary>
    public Node Number(Domain at, int depth)
    {
        if (depth <= 0 || random.Next(12) == 0)
        {
            return Leaf(at);
        }

        if (random.Next(4) == 0 && _made.Where(node => at.Equals(node.Domain)).ToList() is { Count: > 0 } known)
        {
            return known[random.Next(known.Count)];
        }

        Node made = random.Next(14) switch
        {
            0 or 1 or 2 or 3 => Operation(at, depth),
            4 => b.Select(Truth(at, depth - 1), Number(at, depth - 1), Number(at, depth - 1)),
            5 => Gather(at, depth) ?? Operation(at, depth),
            6 or 7 => Reduce(at, depth) ?? Operation(at, depth),
            8 => Family(at, depth) ?? Operation(at, depth),
            9 => Join(at, depth) ?? Operation(at, depth),
            10 => b.StopGradient(Number(at, depth - 1)),
            11 => Guarded(at, depth),
            _ => Related(at, depth),
        };
        _made.Add(made);
        return made;
    }

    /// <summary>A condition for each element of a domain.</summary>
    public Node Truth(Domain at, int depth)
    {
        Link[] optional = [.. _links.Where(link => link.Optional && link.From.Equals(at))];
        return random.Next(depth <= 0 ? 4 : 8) switch
        {
            0 => b.Less(Leaf(at), Leaf(at)),
            1 => at.IsBatch ? b.Option("Flag", true) : b.Column(at, "is_good", isBoolean: true),
            2 => b.LessOrEqual(Number(at, depth - 1), b.Number(random.Next(-2, 3))),
            3 => optional.Length > 0 ? b.Exists(optional[random.Next(optional.Length)]) : b.Less(b.Number(0), Leaf(at)),
            4 => b.Less(Number(at, depth - 1), Number(at, depth - 1)),
            5 => b.Equal(Number(at, depth - 1), random.Next(2) == 0 ? b.Number(0) : Number(at, depth - 1)),
            6 => b.Not(Truth(at, depth - 1)),
            _ => random.Next(2) == 0 ? b.And(Truth(at, depth - 1), Truth(at, depth - 1)) : b.Or(Truth(at, depth - 1), Truth(at, depth - 1)),
        };
    }

    private Node Leaf(Domain at)
    {
        switch (random.Next(at.IsBatch ? 3 : 8))
        {
            case 0:
                return b.Number(new[] { 0, 1, -1, 0.5, 2, -3, 1e-6, 10 }[random.Next(8)]);
            case 1:
                (string option, Interval? limits) = _options[random.Next(_options.Length)];
                return b.Option(option, range: limits);
            case 2:
                Link root = _links.OfType<RootLink>().ElementAt(random.Next(4));
                return at.IsBatch ? b.CountOf(root) : b.Gather(new RootLink(at), b.CountOf(root));
            default:
                (string name, Interval? range) = _columns[random.Next(_columns.Length)];
                return b.Column(at, name, differentiable: true, @default: name == "unit" ? 1 : double.NaN, range: range, learned: name == "score");
        }
    }

    private Node Operation(Domain at, int depth)
    {
        Operation operation = _numbers[random.Next(_numbers.Length)];
        return b.Apply(operation, [.. Enumerable.Range(0, operation.Arity).Select(_ => Number(at, depth - 1))]);
    }

    private Node? Gather(Domain at, int depth)
    {
        Link[] links = [.. _links.Where(link => link.From.Equals(at))];
        if (links.Length == 0)
        {
            return null;
        }

        Link link = links[random.Next(links.Length)];
        Node value = b.Gather(link, Number(link.To, depth - 1));
        return link.Optional && random.Next(4) > 0 ? b.Select(b.Exists(link), value, Leaf(at)) : value;
    }

    private Node? Reduce(Domain at, int depth)
    {
        Link[] links = [.. _links.Where(link => link.To.Equals(at) && link is not NeighbourLink)];
        if (links.Length == 0)
        {
            return null;
        }

        Link link = links[random.Next(links.Length)];
        Node value = Number(link.From, depth - 1);
        if (random.Next(6) == 0)
        {
            return b.CountOf(link);
        }

        if (random.Next(4) == 0)
        {
            Node condition = Truth(link.From, depth - 2), none = b.Number(0);
            Node sum = b.Reduce(Reduction.Sum, link, b.Select(condition, value, none)), count = b.Reduce(Reduction.Sum, link, b.Indicator(condition));
            return random.Next(2) == 0 ? b.Divide(sum, count) : b.Select(b.Less(b.Number(0), count), b.Divide(sum, count), b.Number(0));
        }

        return b.Reduce((Reduction)random.Next(6), link, value);
    }

    private Node? Family(Domain at, int depth)
    {
        NeighbourLink[] neighbours = [.. _links.OfType<NeighbourLink>().Where(link => link.Level.Equals(at))];
        if (neighbours.Length == 0)
        {
            return null;
        }

        NeighbourLink neighbour = neighbours[random.Next(neighbours.Length)];
        Node value = Number(at, depth - 1);
        return random.Next(4) switch
        {
            0 => b.Scan((Scan)random.Next(3), neighbour, value, random.Next(2) == 0 ? b.Option("Rate", range: new Interval(0, 0.99)) : null),
            1 => b.Sort(neighbour.Parent!, value),
            2 => b.Rank(neighbour.Parent!, value),
            _ => b.Placed(neighbour.Parent!, value, Number(at, depth - 1)),
        };
    }

    private Node? Join(Domain at, int depth)
    {
        if (!at.Equals(_completion))
        {
            return null;
        }

        LinkPath root = LinkPath.Empty.Then(_groupOfCompletion);
        Join rows = new(_completion, root, _groupOfCompletion, (JoinKind)random.Next(4), LinkPath.Empty);
        Node own = b.Gather(rows.OuterLink, Number(at, depth - 2)), other = b.Gather(rows.InnerLink, Number(at, depth - 2));
        Operation operation = new[] { Arithmetic.Add, Arithmetic.Subtract, Arithmetic.Multiply, Comparisons.Min, Comparisons.Max }[random.Next(5)];
        Node value = random.Next(4) == 0 ? b.Indicator(b.Less(own, other)) : random.Next(3) == 0 ? other : b.Apply(operation, own, other);
        return random.Next(6) == 0 ? b.CountOf(rows.OuterLink) : b.Reduce((Reduction)random.Next(6), rows.OuterLink, value);
    }

    /// <summary>What keeps an operation inside its domain, in the forms that people write.</summary>
    private Node Guarded(Domain at, int depth)
    {
        Node x = Number(at, depth - 1), y = Number(at, depth - 1), zero = b.Number(0), tiny = b.Number(1e-6);
        return random.Next(9) switch
        {
            0 => b.Select(b.Less(zero, x), b.Apply(Exponentials.Log, x), y),
            1 => b.Apply(Exponentials.Log, b.Apply(Comparisons.Max, x, tiny)),
            2 => b.Select(b.Equal(x, zero), zero, b.Divide(y, x)),
            3 => b.Divide(y, b.Add(b.Apply(Arithmetic.Abs, x), tiny)),
            4 => b.Apply(Exponentials.Exp, b.Apply(Comparisons.Clamp, x, b.Number(-20), b.Number(20))),
            5 => b.Apply(Arithmetic.Sqrt, b.Add(b.Square(x), tiny)),
            6 => b.Select(b.And(b.Less(b.Number(-1), x), b.Less(x, b.Number(1))), b.Apply(Exponentials.LogOnePlus, x), b.Select(b.Less(x, zero), y, x)),
            7 => b.Select(b.LessOrEqual(x, y), b.Subtract(y, x), zero),
            _ => b.Select(b.Less(b.Apply(Arithmetic.Abs, x), b.Number(3)), b.Square(x), b.Number(9)),
        };
    }

    /// <summary>Expressions whose parts have to do with each other.</summary>
    private Node Related(Domain at, int depth)
    {
        Node x = Number(at, depth - 1);
        Link[] up = [.. _links.Where(link => link.From.Equals(at) && link is not NeighbourLink && !link.To.Equals(at))];
        if (up.Length == 0 || random.Next(3) == 0)
        {
            Node c = b.Option("Beta", range: new Interval(double.Epsilon, double.PositiveInfinity)), one = b.Number(1), size = b.Apply(Arithmetic.Abs, x);
            return random.Next(8) switch
            {
                0 => b.Subtract(b.Add(x, c), x),
                1 => b.Divide(size, b.Add(size, c)),
                2 => b.Divide(x, b.Add(one, size)),
                3 => b.Subtract(b.Subtract(b.Apply(Exponentials.Exp, x), x), one),
                4 => b.Divide(x, b.Apply(Arithmetic.Sqrt, b.Add(one, b.Square(x)))),
                5 => b.Subtract(x, b.Apply(Exponentials.Log, x)),
                6 => b.Multiply(b.Apply(Exponentials.Sigmoid, x), b.Subtract(one, b.Apply(Exponentials.Sigmoid, x))),
                _ => b.Subtract(b.Apply(Comparisons.Max, x, c), b.Apply(Comparisons.Min, x, c)),
            };
        }

        Link link = up[random.Next(up.Length)];
        Node Set(Reduction reduction, Node value) => b.Gather(link, b.Reduce(reduction, link, value));
        Node weight = b.Square(x), mean = Set(Reduction.Mean, x), deviation = b.Subtract(x, mean);
        return random.Next(8) switch
        {
            0 => b.Subtract(x, Set(Reduction.Min, x)),
            1 => b.Subtract(x, Set(Reduction.Max, x)),
            2 => b.Divide(weight, Set(Reduction.Sum, weight)),
            3 => b.Apply(Exponentials.Exp, b.Subtract(x, Set(Reduction.LogSumExp, x))),
            4 => b.Subtract(Set(Reduction.Mean, b.Square(x)), b.Square(mean)),
            5 => b.Divide(deviation, b.Add(b.Apply(Arithmetic.Root, Set(Reduction.Mean, b.Square(deviation))), b.Number(1e-6))),
            6 => b.Divide(b.Subtract(x, Set(Reduction.Min, x)), b.Subtract(Set(Reduction.Max, x), Set(Reduction.Min, x))),
            _ => Set(Reduction.Sum, b.Divide(weight, Set(Reduction.Sum, weight))),
        };
    }
}
