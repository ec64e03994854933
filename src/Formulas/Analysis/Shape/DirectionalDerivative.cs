namespace Paragon.Formulas;

/// <summary>
/// How fast a formula changes when its inputs move in one direction, as a graph. What cancels exactly is gone from it, so
/// the number 0 is a proof that the formula does not change at all, where <see cref="Jump"/> is null.
/// </summary>
/// <remarks>Rewards are numbers for the gradient, not for the question how they answer: it looks through stop-gradients, unless it is asked for what training differentiates.</remarks>
public sealed class DirectionalDerivative
{
    private readonly GraphBuilder _b;
    private readonly Direction _direction;
    private readonly Proofs _proofs;
    private readonly bool _isGradient;
    private readonly Dictionary<(Node, Frame), Node> _known = [];

    private DirectionalDerivative(Proofs proofs, Direction direction, bool isGradient) =>
        (_b, _direction, _proofs, _isGradient) = (proofs.Builder, direction, proofs, isGradient);

    /// <summary>The derivative, or null where a node on the way has none (see <see cref="Obstacle"/>).</summary>
    public Node? Value { get; private set; }

    /// <summary>Smallest part whose value can jump as the inputs move, or null where none can.</summary>
    public Node? Jump { get; private set; }

    /// <summary>Smallest part that has no derivative as a graph, or null.</summary>
    public Node? Obstacle { get; private set; }

    /// <summary>Whether the formula certainly does not change.</summary>
    public bool IsZero => Jump is null && Value is ConstantNode { Value: 0 };

    /// <summary>The derivative of a formula.</summary>
    /// <param name="b">Builder of the formula's nodes, to which the derivative's are added.</param>
    /// <param name="root">The formula.</param>
    /// <param name="direction">How the inputs move.</param>
    public static DirectionalDerivative Of(GraphBuilder b, Node root, Direction direction) => Of(new Proofs(b), root, direction, direction.Start);

    /// <summary>The derivative as training sees it: what is inside a stop-gradient is a number.</summary>
    /// <param name="b">Builder of the formula's nodes, to which the derivative's are added.</param>
    /// <param name="root">The formula.</param>
    /// <param name="direction">How the inputs move.</param>
    public static DirectionalDerivative OfGradient(GraphBuilder b, Node root, Direction direction) => Of(new Proofs(b), root, direction, direction.Start, true);

    internal static DirectionalDerivative Of(Proofs proofs, Node root, Direction direction, Frame frame, bool isGradient = false)
    {
        DirectionalDerivative derivative = new(proofs, direction, isGradient);
        try
        {
            derivative.Value = derivative.At(root, frame);
        }
        catch (NoDerivativeException none)
        {
            derivative.Obstacle = none.Node;
        }

        return derivative;
    }

    private Node At(Node node, Frame frame)
    {
        if (!_known.TryGetValue((node, frame), out Node? known))
        {
            Node derivative = Compute(node, frame);
            _known[(node, frame)] = known = derivative is ConstantNode ? derivative : _proofs.Forms.Of(derivative).Number is { } number ? _b.Number(number) : derivative;
        }

        return known;
    }

    private Node Compute(Node node, Frame frame)
    {
        Frame inner = _direction.Enter(node, frame);
        switch (node)
        {
            case ConstantNode or CountNode or ExistsNode:
                return _b.Number(0);
            case OptionNode option:
                return Leaf(option, _direction.OfOption(_b, option));
            case ColumnNode column:
                return Leaf(column, _direction.OfColumn(_b, column, frame));
            case OperationNode operation:
                return Operation(operation, inner);
            case GatherNode gather:
                return Gather(gather.Link, At(gather.Value, inner));
            case StopGradientNode stop:
                return _isGradient ? _b.Number(0) : At(stop.Value, inner);
            case ReduceNode reduce:
                return Reduce(reduce, At(reduce.Value, inner));
            case ScanNode scan:
                return Scan(scan, At(scan.Value, inner), At(scan.Rate, inner));
            case SortNode sort:
                return Uniform(sort.Family, At(sort.Value, inner)) is null ? throw new NoDerivativeException(node) : At(sort.Value, inner);
            case RankNode rank:
                MayJump(node, Uniform(rank.Family, At(rank.Value, inner)) is not null);
                return _b.Number(0);
            case PlacedNode placed:
                MayJump(node, Uniform(placed.Family, At(placed.Ranking, inner)) is not null);
                return _b.Placed(placed.Family, placed.Ranking, At(placed.Value, inner));
            default:
                throw new NoDerivativeException(node);
        }
    }

    private Node Leaf(Node node, Node slope)
    {
        MayJump(node, !node.IsBoolean || IsNought(slope));
        return node.IsBoolean ? _b.Number(0) : slope;
    }

    private Node Operation(OperationNode node, Frame frame)
    {
        Node[] slopes = [.. node.Arguments.Select(argument => At(argument, frame))];
        if (slopes.All(IsNought))
        {
            return _b.Number(0);
        }

        switch (node.Operation.Name)
        {
            case "less" or "lessorequal" or "equal":
                MayJump(node, _proofs.Forms.Of(_b.Subtract(slopes[0], slopes[1])).Number == 0);
                return _b.Number(0);
            case "sign" or "floor" or "and" or "or" or "not":
                MayJump(node, node.Operation.IsBoolean);
                return _b.Number(0);
            case "select":
                return _b.Select(node.First(), Chosen(slopes[1], node.First(), 1), Chosen(slopes[2], node.First(), 2));
            case "min" or "max" or "clamp" when slopes.All(slope => slope == slopes[0]):
                return slopes[0];
            case "divide":
                MayJump(node, IsNought(slopes[1]) || (_proofs.FilledSigns.Of(node.Second()) & Sign.Zero) == 0);
                break;
            case "power":
                MayJump(node, IsNought(slopes[0]) || (_proofs.FilledSigns.Of(node.First()) & ~Sign.Positive) == 0 || IsWholePower(node.Second()));
                break;
        }

        return slopes.Select((slope, i) => Times(Partial(node, i), slope)).Aggregate(Plus);
    }

    /// <summary>Where an optional link leads nowhere nothing moves.</summary>
    private Node Gather(Link link, Node slope) =>
        IsNought(slope) || !link.Optional ? _b.Gather(link, slope) : _b.Select(_b.Exists(link), _b.Gather(link, slope), _b.Number(0));

    /// <summary>The side that a choice takes inside the same side of a choice by the same condition.</summary>
    private static Node Chosen(Node slope, Node condition, int side) =>
        slope is OperationNode { Operation.Name: "select" } inner && inner.First() == condition ? inner.Arguments[side] : slope;

    private Node? Partial(OperationNode node, int argument) => node.Operation.Name switch
    {
        // 1 - tanh² written so that its sign is seen
        "tanh" => _b.Multiply(_b.Number(4), _b.Multiply(
            _b.Apply(Exponentials.Sigmoid, _b.Multiply(_b.Number(2), node.First())), _b.Apply(Exponentials.Sigmoid, _b.Multiply(_b.Number(-2), node.First())))),
        _ => node.Operation.Derivatives[argument]?.Invoke(_b, node),
    };

    private Node Reduce(ReduceNode node, Node slope)
    {
        if (IsNought(slope))
        {
            return slope;
        }

        if (node.Reduction != Reduction.Sum && Uniform(node.Link, slope) is { } same)
        {
            return same;
        }

        Node There(Node coarse) => _b.Gather(node.Link, coarse);
        Node Sum(Node value) => _b.Reduce(Reduction.Sum, node.Link, value);
        switch (node.Reduction)
        {
            case Reduction.Sum or Reduction.Mean:
                return _b.Reduce(node.Reduction, node.Link, slope);
            case Reduction.Min or Reduction.Max:
                Node chosen = _b.Equal(node.Value, There(node));
                return _b.Divide(Sum(_b.Select(chosen, slope, _b.Number(0))), Sum(_b.Indicator(chosen)));
            case Reduction.LogSumExp:
                return Sum(_b.Multiply(_b.Apply(Exponentials.Exp, _b.Subtract(node.Value, There(node))), slope));
            default:
                throw new NoDerivativeException(node);
        }
    }

    private Node Scan(ScanNode node, Node slope, Node rate)
    {
        if (IsNought(slope) && IsNought(rate))
        {
            return slope;
        }

        return node.Scan != Formulas.Scan.Sum && slope.Domain is null ? slope
            : node.Scan == Formulas.Scan.Sum && IsNought(rate) ? _b.Scan(Formulas.Scan.Sum, node.Neighbour, slope, node.Rate)
            : throw new NoDerivativeException(node);
    }

    /// <summary>The one value that all elements with the same target have, or null.</summary>
    private static Node? Uniform(Link link, Node slope) =>
        slope.Domain is null ? slope : slope is GatherNode gather && gather.Link.Key == link.Key ? gather.Value : null;

    private Node Plus(Node x, Node y) => IsNought(x) ? y : IsNought(y) ? x : _b.Add(x, y);

    private Node Times(Node? factor, Node slope) => factor is null || IsNought(slope) || IsNought(factor) ? _b.Number(0) : _b.Multiply(factor, slope);

    private void MayJump(Node node, bool isSmooth) => Jump ??= isSmooth ? null : node;

    private static bool IsWholePower(Node exponent) => exponent is ConstantNode { Value: >= 0 } number && Math.Floor(number.Value) == number.Value;

    private static bool IsNought(Node node) => node is ConstantNode { Value: 0 };

    private sealed class NoDerivativeException(Node node) : Exception
    {
        public Node Node { get; } = node;
    }
}
