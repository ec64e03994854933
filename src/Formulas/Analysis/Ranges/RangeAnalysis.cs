namespace Paragon.Formulas;

/// <summary>Which values every part of a formula can have, for all inputs that its declarations allow.</summary>
/// <remarks>
/// Ranges are sound: they hold the exact value of every input, rounded outward. They follow the conditions of the choices
/// around an expression and know what expressions that share parts have to do with each other. A range says nothing of
/// places where the formula is undefined; whether it is, the arguments of its operations say.
/// </remarks>
public sealed class RangeAnalysis
{
    // What a float32 column can hold, and what counts can reach.
    private const double LargestSingle = 3.4028234663852886e38;

    // What inputs come to in practice: the judgement of overflow in float32 is made for these.
    private const double OrdinaryInput = 1e4;
    private const double OrdinaryCount = 1e6;

    private readonly RangeWalk _exact;
    private readonly RangeWalk _double;
    private readonly RangeWalk _single;
    private readonly Bisection _bisection = new();
    private RangeWalk? _sharp;

    /// <summary>An analysis whose results are kept for the nodes that it has seen.</summary>
    /// <param name="assumptions">What is taken as known beyond the declarations, or null for nothing.</param>
    public RangeAnalysis(RangeAssumptions? assumptions = null)
    {
        Assumptions = assumptions ?? RangeAssumptions.None;
        _exact = new RangeWalk(Assumptions);
        _double = new RangeWalk(Assumptions with { LargestInput = LargestSingle, LargestCount = int.MaxValue });
        _single = new RangeWalk(Assumptions with { LargestInput = OrdinaryInput, LargestCount = OrdinaryCount });
    }

    /// <summary>What is taken as known.</summary>
    public RangeAssumptions Assumptions { get; }

    /// <summary>Values that a node can have; infinite ends where there is no bound.</summary>
    public Interval Of(Node node) => _exact.Of(node).Range;

    /// <summary>
    /// The same with more work: where a value is used more than once, by the sign of the derivative and by bisection. Ask for it
    /// where <see cref="Of"/> does not settle the question; each expression has a budget, counted in operations.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Interval SharpOf(Node node, CancellationToken cancellation = default)
    {
        // A walk that is stopped has half of its answers: the next one begins anew.
        RangeWalk walk = _sharp ?? new RangeWalk(Assumptions, _bisection);
        _sharp = null;
        Interval range = walk.Of(node, cancellation).Range;
        _sharp = walk;
        return range;
    }

    /// <summary>Whether the node can be undefined in double precision, for inputs that float32 can hold.</summary>
    public bool MayBeNaN(Node node) => _double.Of(node).MayBeNaN;

    /// <summary>Whether the node can pass the largest float32 for inputs up to 10,000: e to more than 88.7, say.</summary>
    public bool MayOverflow32(Node node)
    {
        Interval range = _single.Of(node).Range;
        return range.High > LargestSingle || range.Low < -LargestSingle;
    }

    /// <summary>
    /// Ranges of an operation's arguments over all places in a formula where it is computed, under the conditions there;
    /// null where the formula never computes it.
    /// </summary>
    public IReadOnlyList<Interval>? ArgumentsOf(Node root, OperationNode operation)
    {
        _exact.Of(root);
        return _exact.ArgumentsOf(operation);
    }
}
