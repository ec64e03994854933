namespace Paragon.Formulas.Tests.Analysis;

/// <summary>The shapings that PAR is compared with, as the compiler lowers them: `methods/42-par.md`.</summary>
internal sealed class ParShapings
{
    private static readonly Domain _completion = new("completion"), _reference = new("reference");

    private readonly GraphBuilder _b = new();

    public static Link CompletionOfReference { get; } = new DeclaredLink(_reference, "completion", _completion, false);

    public static Link GroupOfCompletion { get; } = new DeclaredLink(_completion, "group", new Domain("group"), false);

    public GraphBuilder Builder => _b;

    public Node Score => _b.Column(_completion, "score", differentiable: true, learned: true);

    public Node ReferenceScore => _b.Column(_reference, "score", learned: true);

    /// <summary>k, from its declared range (0, 100].</summary>
    public Node Steepness => _b.Option("Steepness", range: new Interval(double.Epsilon, 100));

    /// <summary>z_m = r - ref_m.</summary>
    public Node Margin => _b.Subtract(_b.Gather(CompletionOfReference, Score), ReferenceScore);

    public Node Vanilla => Score;

    public Node Ceiling => _b.Apply(Comparisons.Min, Score, _b.Option("Highest", range: new Interval(0, 10)));

    public Node Centered => Mean(Margin);

    public Node MeanStd => _b.Divide(_b.Subtract(Score, State("seen_mean", Interval.All)), State("seen_std", new Interval(double.Epsilon, double.PositiveInfinity)));

    public Node Clip => _b.Apply(
        Comparisons.Clamp, Score,
        _b.Subtract(State("seen_mean", Interval.All), State("seen_std", new Interval(0, double.PositiveInfinity))),
        _b.Add(State("seen_mean", Interval.All), State("seen_std", new Interval(0, double.PositiveInfinity))));

    /// <summary>(r - lo)/(hi - lo) at a state that holds the score: the reward of the card at its fixed state.</summary>
    public Node MinMax => _b.Divide(_b.Subtract(Score, State("low", Interval.All)), State("width", new Interval(double.Epsilon, double.PositiveInfinity)));

    /// <summary>The same with the state that the batch itself has moved: what bounds it.</summary>
    public Node MinMaxOfBatch
    {
        get
        {
            Node Extreme(Operation operation, Reduction reduction, string name) => _b.Gather(
                new RootLink(_completion), _b.Apply(operation, _b.Column(Domain.Batch, name), _b.Reduce(reduction, new RootLink(_completion), Score)));
            Node low = Extreme(Comparisons.Min, Reduction.Min, "seen_low"), high = Extreme(Comparisons.Max, Reduction.Max, "seen_high");
            return _b.Select(_b.Equal(high, low), _b.Number(0), _b.Divide(_b.Subtract(Score, low), _b.Subtract(high, low)));
        }
    }

    public Node Lsc
    {
        get
        {
            Node mean = _b.Reduce(Reduction.Mean, CompletionOfReference, ReferenceScore);
            Node count = _b.CountOf(CompletionOfReference);
            Node deviation = _b.Subtract(ReferenceScore, _b.Gather(CompletionOfReference, mean));
            Node variance = _b.Divide(_b.Reduce(Reduction.Sum, CompletionOfReference, _b.Square(deviation)), _b.Subtract(count, _b.Number(1)));
            Node std = _b.Select(_b.Less(count, _b.Number(2)), _b.Number(0), _b.Apply(Arithmetic.Root, variance));
            Node quantile = _b.Add(mean, _b.Multiply(_b.Number(1.0364333894937898), _b.Add(std, _b.Number(1e-5))));
            return _b.Apply(Exponentials.LogSigmoid, _b.Subtract(Score, quantile));
        }
    }

    public Node Sigmoid => _b.Apply(Exponentials.Sigmoid, _b.Multiply(Steepness, Score));

    public Node Par => Mean(_b.Apply(Exponentials.Sigmoid, _b.Multiply(Steepness, Margin)));

    public Node ParTanh => Mean(_b.Apply(Exponentials.Tanh, Margin));

    public Node Tanh => _b.Apply(Exponentials.Tanh, Score);

    public Node ParArctan => Mean(_b.Apply(Exponentials.Atan, Margin));

    public Node ParPolynomial
    {
        get
        {
            double[] coefficients =
                [0.0002026749004944174, -4.607074096515595e-09, -0.01013108100008783, 1.0845109454004832e-07, 0.22878950407973278, 0.4999995390225987];
            Node x = Margin;
            Node inside = coefficients.Skip(1).Aggregate(_b.Number(coefficients[0]), (sum, next) => _b.Add(_b.Multiply(sum, x), _b.Number(next)));
            return Mean(_b.Select(
                _b.LessOrEqual(x, _b.Number(-5)), _b.Number(0), _b.Select(_b.LessOrEqual(_b.Number(5), x), _b.Number(1), inside)));
        }
    }

    public Node SlowGrowth => Mean(_b.Apply(Exponentials.Sigmoid, _b.Subtract(Margin, _b.Number(3))));

    /// <summary>A value less its mean in the group.</summary>
    public Node GroupCentred(Node value) =>
        _b.Subtract(value, _b.Gather(GroupOfCompletion, _b.Reduce(Reduction.Mean, GroupOfCompletion, value)));

    /// <summary>A value's z-score in the group, with an epsilon.</summary>
    public Node GroupStandardised(Node value)
    {
        Node deviation = GroupCentred(value);
        Node variance = _b.Divide(_b.Reduce(Reduction.Sum, GroupOfCompletion, _b.Square(deviation)), _b.Subtract(_b.CountOf(GroupOfCompletion), _b.Number(1)));
        return _b.Divide(deviation, _b.Add(_b.Gather(GroupOfCompletion, _b.Apply(Arithmetic.Root, variance)), _b.Number(1e-8)));
    }

    public Node Mean(Node value) => _b.Reduce(Reduction.Mean, CompletionOfReference, value);

    private Node State(string name, Interval range) => _b.Gather(new RootLink(_completion), _b.Column(Domain.Batch, name, range: range));
}
