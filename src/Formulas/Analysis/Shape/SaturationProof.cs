namespace Paragon.Formulas;

/// <summary>
/// Shows by structure that a value grows fastest where its own learned score equals those that it is compared with, and
/// levels off on both sides: sums, means and positive multiples of sigmoid, tanh and arctan of k·(score - centre), k > 0.
/// </summary>
/// <remarks>
/// An argument is centred if it is 0 where all learned scores are 0, does not change when all are shifted together, and
/// falls in each score that it is compared with: then its centre lies between the smallest and the largest of those.
/// </remarks>
internal sealed class SaturationProof(Proofs proofs, LearnedScores scores)
{
    private readonly Trends _trends = new(proofs, scores.Direction);
    private readonly Dictionary<(Node, Frame), Shape> _known = [];

    /// <summary>Whether the formula compares the own score with others: then all that curves has to, for one centre.</summary>
    private bool _isCompared;

    private enum Shape
    {
        /// <summary>The own score does not reach it.</summary>
        Constant,

        /// <summary>Growing, fastest at the centre.</summary>
        Rising,

        /// <summary>Falling, fastest at the centre.</summary>
        Falling,

        /// <summary>Not shown to be any of these.</summary>
        Other,
    }

    /// <summary>Smallest part that has none of the shapes.</summary>
    public Node? Culprit { get; private set; }

    /// <summary>Whether a formula saturates around its centre.</summary>
    public bool Holds(Node formula)
    {
        _isCompared = scores.Others.Count > 0
            || (scores.IsOwnLevel && new Trends(proofs, Direction.OthersOf(scores.Own)).Of(formula) != Trend.Constant);
        return At(formula, scores.Direction.Start) == Shape.Rising;
    }

    private Shape At(Node node, Frame frame)
    {
        if (!_known.TryGetValue((node, frame), out Shape known))
        {
            known = _trends.At(node, frame) == Trend.Constant ? Shape.Constant : Of(node, frame);
            Culprit ??= known == Shape.Other && node is not ColumnNode ? node : null;
            _known[(node, frame)] = known;
        }

        return known;
    }

    private Shape Of(Node node, Frame frame)
    {
        Frame inner = scores.Direction.Enter(node, frame);
        return node switch
        {
            OperationNode operation => Operation(operation, inner),
            GatherNode or StopGradientNode or ReduceNode { Reduction: Reduction.Sum or Reduction.Mean } => At(node.Arguments[0], inner),
            _ => Shape.Other,
        };
    }

    private Shape Operation(OperationNode node, Frame frame)
    {
        Shape Part(int argument) => At(node.Arguments[argument], frame);
        bool IsConstant(int argument) => _trends.At(node.Arguments[argument], frame) == Trend.Constant;
        Sign SignOf(int argument) => proofs.Signs.Of(node.Arguments[argument]);
        switch (node.Operation.Name)
        {
            case "sigmoid" or "tanh" or "atan":
                return Curve(node.First(), frame);
            case "add":
                return Together(Part(0), Part(1));
            case "subtract":
                return Together(Part(0), Times(Part(1), Sign.Negative));
            case "negate":
                return Times(Part(0), Sign.Negative);
            case "multiply" when IsConstant(1):
                return Times(Part(0), SignOf(1));
            case "multiply" when IsConstant(0):
                return Times(Part(1), SignOf(0));
            case "divide" when IsConstant(1):
                return Times(Part(0), SignOf(1));
            case "select" when IsConstant(0):
                return Together(Part(1), Part(2));
            default:
                return Shape.Other;
        }
    }

    /// <summary>Shape of a curve that is steepest at 0, on an argument that is straight, or of that kind itself, and 0 at the centre.</summary>
    private Shape Curve(Node argument, Frame frame)
    {
        if (!IsCentred(argument))
        {
            return Shape.Other;
        }

        Shape straight = Straight(argument, frame);
        return straight != Shape.Other ? straight : At(argument, frame);
    }

    private Shape Straight(Node argument, Frame frame)
    {
        DirectionalDerivative slope = DirectionalDerivative.Of(proofs, argument, scores.Direction, frame);
        if (slope is not { Value: { } value, Jump: null } || !DirectionalDerivative.Of(proofs, value, scores.Direction, frame).IsZero)
        {
            return Shape.Other;
        }

        Sign sign = proofs.SignOf(value);
        return sign.IsNotNegative() && IsComparedFairly(argument, frame, Trend.Nonincreasing) ? Shape.Rising
            : sign.IsNotPositive() && IsComparedFairly(argument, frame, Trend.Nondecreasing) ? Shape.Falling
            : Shape.Other;
    }

    private bool IsCentred(Node argument)
    {
        Node atCentre = Rewriting.Replace(proofs.Builder, argument, (node, _) => node is ColumnNode { IsLearned: true, IsBoolean: false } ? proofs.Builder.Number(0) : null);
        return proofs.Forms.Of(atCentre).Number == 0 && (!_isCompared || DirectionalDerivative.Of(proofs, argument, Direction.CommonShift, Frame.Elsewhere).IsZero);
    }

    private bool IsComparedFairly(Node argument, Frame frame, Trend trend)
    {
        bool Is(Direction direction, Frame from) => new Trends(proofs, direction).At(argument, from) is var found && (found == Trend.Constant || found == trend);
        return scores.Others.All(other => Is(Direction.EachOf(other), Frame.Elsewhere))
            && (!scores.IsOwnLevel || Is(Direction.OthersOf(scores.Own), frame));
    }

    private static Shape Together(Shape one, Shape other) =>
        one == Shape.Constant || one == other ? other : other == Shape.Constant ? one : Shape.Other;

    private static Shape Times(Shape shape, Sign factor) =>
        shape is Shape.Constant or Shape.Other || factor.IsNotNegative() ? shape
        : factor.IsNotPositive() ? (shape == Shape.Rising ? Shape.Falling : Shape.Rising)
        : Shape.Other;
}
