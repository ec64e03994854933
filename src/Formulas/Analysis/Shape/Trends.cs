namespace Paragon.Formulas;

/// <summary>
/// Trends of the parts of a formula in one direction: by the table's cells and the signs of factors, and where these say
/// nothing by the sign of the derivative.
/// </summary>
/// <param name="proofs">What is known of the graph.</param>
/// <param name="direction">How the inputs move.</param>
internal sealed class Trends(Proofs proofs, Direction direction)
{
    private readonly Dictionary<(Node, Frame), Trend> _known = [];
    private readonly GraphBuilder _b = proofs.Builder;
    private readonly Signs _signs = proofs.Signs;

    /// <summary>Smallest part whose trend is unknown, or null.</summary>
    public Node? Culprit { get; private set; }

    /// <summary>The trend of a formula.</summary>
    public Trend Of(Node root) => At(root, direction.Start);

    /// <summary>The trend of a value that is taken in a frame.</summary>
    public Trend At(Node node, Frame frame)
    {
        if (!_known.TryGetValue((node, frame), out Trend known))
        {
            known = Structural(node, frame);
            known = known == Trend.Unknown ? ByDerivative(node, frame) : known;
            Culprit ??= known == Trend.Unknown ? node : null;
            _known[(node, frame)] = known;
        }

        return known;
    }

    private Trend Structural(Node node, Frame frame)
    {
        Frame inner = direction.Enter(node, frame);
        switch (node)
        {
            case ConstantNode or CountNode or ExistsNode:
                return Trend.Constant;
            case OptionNode option:
                return Moving(direction.OfOption(_b, option));
            case ColumnNode column:
                return Moving(direction.OfColumn(_b, column, frame));
            case OperationNode operation:
                return Operation(operation, inner);
            case GatherNode or StopGradientNode or ReduceNode or SortNode:
                return At(node.Arguments[0], inner);
            case ScanNode { Scan: Scan.Sum } scan:
                return At(scan.Value, inner).Times(_signs.Of(scan.Rate)).And(At(scan.Rate, inner).Times(_signs.Of(scan.Value)));
            case ScanNode scan:
                return At(scan.Value, inner);
            case RankNode rank:
                return At(rank.Value, inner) == Trend.Constant ? Trend.Constant : Trend.Unknown;
            case PlacedNode placed:
                return At(placed.Ranking, inner) == Trend.Constant ? At(placed.Value, inner) : Trend.Unknown;
            default:
                return Trend.Unknown;
        }
    }

    private Trend Operation(OperationNode node, Frame frame)
    {
        Trend Of(int argument) => At(node.Arguments[argument], frame);
        Sign SignOf(int argument) => _signs.Of(node.Arguments[argument]);
        if (node.Arguments.All(argument => At(argument, frame) == Trend.Constant))
        {
            return Trend.Constant;
        }

        switch (node.Operation.Name)
        {
            case "multiply":
                return Of(0).Times(SignOf(1)).And(Of(1).Times(SignOf(0)));
            case "divide" when SignOf(1).IsNotNegative() || SignOf(1).IsNotPositive():
                return Of(0).Times(SignOf(1)).And(Of(1).Times(SignOf(0).Negated()));
            case "square" or "abs":
                return Of(0).Times(SignOf(0));
            case "power" when SignOf(0).IsNotNegative():
                Interval size = _signs.Range(node.First());
                return Of(0).Times(SignOf(1)).And(Of(1).Times(size.Low >= 1 ? Sign.NotNegative : size.High <= 1 ? Sign.NotPositive : Sign.Any));
            case "less" or "lessorequal":
                return At(_b.Subtract(node.Second(), node.First()), frame);
            case "equal":
                return At(_b.Subtract(node.Second(), node.First()), frame) == Trend.Constant ? Trend.Constant : Trend.Unknown;
            case "select":
                return Of(1).And(Of(2)).And(Of(0) == Trend.Constant ? Trend.Constant : Of(0).Times(Step(node)));
            default:
                return node.Arguments.Select((argument, i) => At(argument, frame).Through(node.Operation.Monotonicity[i])).Aggregate(TrendRules.And);
        }
    }

    /// <summary>Signs of what a choice gains when its condition becomes true.</summary>
    private Sign Step(OperationNode choice) => proofs.SignOf(_b.Subtract(choice.Arguments[1], choice.Arguments[2]));

    private Trend ByDerivative(Node node, Frame frame)
    {
        DirectionalDerivative derivative = DirectionalDerivative.Of(proofs, node, direction, frame);
        return derivative is { Value: { } slope, Jump: null } ? TrendRules.Of(proofs.SignOf(slope)) : Trend.Unknown;
    }

    private static Trend Moving(Node seed) => seed is ConstantNode { Value: 0 } ? Trend.Constant : Trend.Nondecreasing;
}
