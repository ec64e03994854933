namespace Paragon.Formulas;

/// <summary>
/// Curvature of the parts of a formula in one direction: composed by the table's cells (a nondecreasing convex function of
/// a convex value is convex), and where these say nothing by the sign of the second derivative.
/// </summary>
/// <param name="proofs">What is known of the graph.</param>
/// <param name="direction">How the inputs move.</param>
/// <param name="trends">Trends in that direction.</param>
internal sealed class Curvatures(Proofs proofs, Direction direction, Trends trends)
{
    private readonly Dictionary<(Node, Frame), Curvature> _known = [];
    private readonly Signs _signs = proofs.Signs;

    /// <summary>Smallest part whose curvature is unknown, or null.</summary>
    public Node? Culprit { get; private set; }

    /// <summary>The curvature of a formula.</summary>
    public Curvature Of(Node root) => At(root, direction.Start);

    private Curvature At(Node node, Frame frame)
    {
        if (!_known.TryGetValue((node, frame), out Curvature known))
        {
            known = trends.At(node, frame) == Trend.Constant ? Curvature.Affine : Structural(node, frame);
            known = known == Curvature.Unknown ? BySecondDerivative(node, frame) : known;
            Culprit ??= known == Curvature.Unknown ? node : null;
            _known[(node, frame)] = known;
        }

        return known;
    }

    private Curvature Structural(Node node, Frame frame)
    {
        Frame inner = direction.Enter(node, frame);
        switch (node)
        {
            case ColumnNode or OptionNode:
                return node.IsBoolean ? Curvature.Unknown : Curvature.Affine;
            case OperationNode operation:
                return Operation(operation, inner);
            case GatherNode or StopGradientNode or ReduceNode { Reduction: Reduction.Sum or Reduction.Mean }:
                return At(node.Arguments[0], inner);
            case ReduceNode { Reduction: Reduction.Max or Reduction.LogSumExp } or ScanNode { Scan: Scan.Max }:
                return Composed(Curvature.Convex, At(node.Arguments[0], inner), Sign.NotNegative);
            case ReduceNode { Reduction: Reduction.Min } or ScanNode { Scan: Scan.Min }:
                return Composed(Curvature.Concave, At(node.Arguments[0], inner), Sign.NotNegative);
            case ScanNode { Scan: Scan.Sum } scan when trends.At(scan.Rate, inner) == Trend.Constant && _signs.Of(scan.Rate).IsNotNegative():
                return At(scan.Value, inner);
            default:
                return Curvature.Unknown;
        }
    }

    private Curvature Operation(OperationNode node, Frame frame)
    {
        Curvature Of(int argument) => At(node.Arguments[argument], frame);
        Sign SignOf(int argument) => _signs.Of(node.Arguments[argument]);
        bool IsConstant(int argument) => trends.At(node.Arguments[argument], frame) == Trend.Constant;
        Curvature All(Curvature own, params Sign[] slopes) => node.Arguments
            .Select((_, i) => IsConstant(i) ? Curvature.Affine : Composed(own, Of(i), slopes[i]))
            .Aggregate(own == Curvature.Affine ? Curvature.Affine : own, Together);
        switch (node.Operation.Name)
        {
            case "add":
                return Together(Of(0), Of(1));
            case "subtract":
                return Together(Of(0), Times(Of(1), Sign.Negative));
            case "negate":
                return Times(Of(0), Sign.Negative);
            case "multiply" when IsConstant(1):
                return Times(Of(0), SignOf(1));
            case "multiply" when IsConstant(0):
                return Times(Of(1), SignOf(0));
            case "divide" when IsConstant(1):
                return Times(Of(0), SignOf(1));
            case "divide" when IsConstant(0) && SignOf(1) == Sign.Positive:
                return Times(Composed(Curvature.Convex, Of(1), Sign.NotPositive), SignOf(0));
            case "select" when IsConstant(0):
                return Together(Of(1), Of(2));
            case "square" or "abs":
                return Composed(Curvature.Convex, Of(0), SignOf(0));
            case "power" when IsConstant(1) && SignOf(0).IsNotNegative():
                Interval exponent = _signs.Range(node.Second());
                return exponent.Low >= 1 ? Composed(Curvature.Convex, Of(0), Sign.NotNegative)
                    : exponent.Low >= 0 && exponent.High <= 1 ? Composed(Curvature.Concave, Of(0), Sign.NotNegative)
                    : exponent.High <= 0 && SignOf(0) == Sign.Positive ? Composed(Curvature.Convex, Of(0), Sign.NotPositive)
                    : Curvature.Unknown;
            case "sigmoid" or "tanh" or "atan":
                return SignOf(0).IsNotNegative() ? Composed(Curvature.Concave, Of(0), Sign.NotNegative)
                    : SignOf(0).IsNotPositive() ? Composed(Curvature.Convex, Of(0), Sign.NotNegative)
                    : Curvature.Unknown;
            default:
                return node.Operation.Curvature == Curvature.Unknown ? Curvature.Unknown
                    : All(node.Operation.Curvature, [.. node.Operation.Monotonicity.Select(cell => cell == Monotonicity.Nondecreasing ? Sign.NotNegative : cell == Monotonicity.Nonincreasing ? Sign.NotPositive : Sign.Any)]);
        }
    }

    private Curvature BySecondDerivative(Node node, Frame frame)
    {
        if (DirectionalDerivative.Of(proofs, node, direction, frame) is not { Value: { } slope, Jump: null }
            || DirectionalDerivative.Of(proofs, slope, direction, frame) is not { Value: { } second, Jump: null })
        {
            return Curvature.Unknown;
        }

        Sign sign = proofs.SignOf(second);
        return sign == Sign.Zero ? Curvature.Affine : sign.IsNotNegative() ? Curvature.Convex : sign.IsNotPositive() ? Curvature.Concave : Curvature.Unknown;
    }

    /// <summary>Curvature of a function with a curvature and a slope of some sign, of a value with another.</summary>
    private static Curvature Composed(Curvature own, Curvature inner, Sign slope) =>
        inner == Curvature.Affine ? own
        : own == Curvature.Affine ? Times(inner, slope)
        : own != Curvature.Unknown && inner != Curvature.Unknown && Times(inner, slope) == own ? own
        : Curvature.Unknown;

    private static Curvature Together(Curvature one, Curvature other) =>
        one == Curvature.Affine || one == other ? other : other == Curvature.Affine ? one : Curvature.Unknown;

    private static Curvature Times(Curvature curvature, Sign factor) =>
        curvature is Curvature.Affine or Curvature.Unknown || factor.IsNotNegative() ? curvature
        : factor.IsNotPositive() ? (curvature == Curvature.Convex ? Curvature.Concave : Curvature.Convex)
        : Curvature.Unknown;
}
