using static Paragon.Formulas.Arithmetic;
using static Paragon.Formulas.Comparisons;
using static Paragon.Formulas.Exponentials;

namespace Paragon.Formulas.Tests.Analysis;

public sealed class RangeAnalysisTests
{
    private readonly GraphBuilder _b = new();

    private Node X => _b.Column(SmallBatch.Completion, "x");

    private Node Score => _b.Column(SmallBatch.Completion, "score", learned: true);

    private Node Probability => _b.Column(SmallBatch.Completion, "p", range: new Interval(0, 1));

    private Node Zero => _b.Number(0);

    [Fact]
    public void A_sigmoid_of_a_score_lies_between_0_and_1_and_a_mean_of_them_too()
    {
        Node sigmoid = _b.Apply(Sigmoid, Score);

        AssertRange(0, 1, sigmoid);
        AssertRange(0, 1, _b.Reduce(Reduction.Mean, SmallBatch.GroupOfCompletion, sigmoid));
        AssertRange(0, double.PositiveInfinity, _b.Reduce(Reduction.Sum, SmallBatch.GroupOfCompletion, sigmoid));
    }

    [Fact]
    public void A_condition_narrows_what_it_speaks_of()
    {
        AssertRange(double.NegativeInfinity, double.PositiveInfinity, _b.Select(_b.Less(Zero, X), _b.Apply(Log, X), Zero));
        AssertRange(0, double.PositiveInfinity, _b.Select(_b.Less(_b.Number(1), X), _b.Apply(Log, X), Zero));
        AssertRange(-1, 1, _b.Select(_b.Less(_b.Apply(Abs, X), _b.Number(1)), X, Zero));
        AssertRange(0, 2, _b.Select(_b.And(_b.Less(Zero, X), _b.Not(_b.Less(_b.Number(2), X))), X, Zero));
        AssertRange(-3, 5, _b.Select(_b.Or(_b.Less(X, _b.Number(-3)), _b.Less(_b.Number(5), X)), Zero, X));
        AssertRange(0, 2, _b.Select(_b.LessOrEqual(_b.Apply(Abs, _b.Subtract(X, _b.Number(1))), _b.Number(1)), X, Zero));
    }

    [Fact]
    public void A_condition_on_a_count_knows_that_it_is_a_whole_number()
    {
        Node count = _b.CountOf(SmallBatch.GroupOfCompletion);

        AssertRange(0, 1, _b.Select(_b.Less(_b.Number(1), count), _b.Divide(_b.Number(1), _b.Subtract(count, _b.Number(1))), Zero));
    }

    [Fact]
    public void A_condition_of_the_group_holds_for_its_completions_and_not_for_their_neighbours()
    {
        Link up = SmallBatch.GroupOfCompletion;
        Node spread = _b.Column(SmallBatch.Group, "spread", range: new Interval(0, 5)), inside = _b.Gather(up, spread);
        Node next = _b.Gather(new NeighbourLink(SmallBatch.Completion, up, 1), X);

        AssertRange(0, 0.5, _b.Select(_b.Less(_b.Number(2), inside), _b.Divide(Probability, inside), Zero));
        AssertRange(double.NegativeInfinity, double.PositiveInfinity, _b.Select(_b.Less(X, Zero), Zero, next));
    }

    [Fact]
    public void A_difference_from_the_smallest_is_not_negative_and_a_share_is_at_most_1()
    {
        Link up = SmallBatch.GroupOfCompletion;
        Node Set(Reduction reduction, Node value) => _b.Gather(up, _b.Reduce(reduction, up, value));
        Node weight = _b.Square(X), smallest = Set(Reduction.Min, X), share = _b.Divide(weight, Set(Reduction.Sum, weight));

        AssertRange(0, double.PositiveInfinity, _b.Subtract(X, smallest));
        AssertRange(double.NegativeInfinity, 0, _b.Subtract(X, Set(Reduction.Max, X)));
        AssertRange(0, 1, share);
        AssertRange(1, 1, _b.Reduce(Reduction.Sum, up, share));
        AssertRange(0, 1, _b.Apply(Exp, _b.Subtract(X, Set(Reduction.LogSumExp, X))));
        AssertRange(0, 1, _b.Divide(_b.Subtract(X, smallest), _b.Subtract(Set(Reduction.Max, X), smallest)));
        AssertRange(0, double.PositiveInfinity, _b.Subtract(_b.Reduce(Reduction.Mean, up, X), _b.Reduce(Reduction.Min, up, X)));
    }

    [Fact]
    public void A_variance_is_not_negative_in_either_form()
    {
        Link up = SmallBatch.GroupOfCompletion;
        Node mean = _b.Reduce(Reduction.Mean, up, X);

        AssertRange(0, double.PositiveInfinity, _b.Subtract(_b.Reduce(Reduction.Mean, up, _b.Square(X)), _b.Square(mean)));
        AssertRange(0, double.PositiveInfinity, _b.Apply(Root, _b.Reduce(Reduction.Mean, up, _b.Square(_b.Subtract(X, _b.Gather(up, mean))))));
    }

    [Fact]
    public void Parts_that_cancel_are_gone()
    {
        AssertRange(0, 0, _b.Subtract(X, X));
        AssertRange(3, 3, _b.Subtract(_b.Add(X, _b.Number(3)), X));
        AssertRange(0, 1, _b.Subtract(_b.Add(Score, Probability), Score));
    }

    [Fact]
    public void The_estimators_of_a_divergence_have_their_signs()
    {
        Node other = _b.Column(SmallBatch.Completion, "y"), difference = _b.Subtract(other, X);

        AssertRange(0, double.PositiveInfinity, _b.Subtract(_b.Subtract(_b.Apply(Exp, difference), difference), _b.Number(1)));
        AssertRange(0, double.PositiveInfinity, _b.Subtract(_b.Apply(ExpMinusOne, difference), difference));
        AssertRange(double.NegativeInfinity, double.PositiveInfinity, difference);
    }

    [Fact]
    public void A_part_of_a_whole_is_bounded()
    {
        Node size = _b.Apply(Abs, X), beta = _b.Option("Beta", range: new Interval(double.Epsilon, double.PositiveInfinity));

        AssertRange(0, 1, _b.Divide(size, _b.Add(size, beta)));
        AssertRange(-1, 1, _b.Divide(X, _b.Add(_b.Number(1), size)));
        AssertRange(-1, 1, _b.Divide(X, _b.Apply(Sqrt, _b.Add(_b.Number(1), _b.Square(X)))));
    }

    [Fact]
    public void A_scan_with_a_rate_below_1_is_a_geometric_sum()
    {
        Node half = _b.Option("Rate", range: new Interval(0, 0.5)), whole = _b.Option("Whole", range: new Interval(0, 1));
        Node p = _b.Column(SmallBatch.Token, "p", range: new Interval(0, 1));

        AssertRange(0, 2, _b.Scan(Scan.Sum, SmallBatch.NextToken, p, half));
        AssertRange(0, double.PositiveInfinity, _b.Scan(Scan.Sum, SmallBatch.NextToken, p, whole));
        AssertRange(0, 1, _b.Scan(Scan.Max, SmallBatch.NextToken, p));
    }

    [Fact]
    public void An_assumed_range_of_a_column_takes_the_place_of_the_declared_one()
    {
        Node twice = _b.Multiply(_b.Number(2), X);
        RangeAnalysis assumed = new(new RangeAssumptions { Columns = column => column.Name == "x" ? new Interval(0, 1) : null });

        Assert.Equal(double.PositiveInfinity, new RangeAnalysis().Of(twice).High);
        Assert.InRange(assumed.Of(twice).High, 2, 2.001);
    }

    [Fact]
    public void Undefined_values_and_overflow_in_float32_are_named_where_they_can_be()
    {
        Node ratio = _b.Apply(Exp, _b.Subtract(X, Score)), clipped = _b.Apply(Exp, _b.Apply(Clamp, X, _b.Number(-20), _b.Number(20)));
        RangeAnalysis ranges = new();

        Assert.True(ranges.MayOverflow32(ratio));
        Assert.False(ranges.MayOverflow32(clipped));
        Assert.False(ranges.MayOverflow32(_b.Square(X)));
        Assert.True(ranges.MayBeNaN(_b.Apply(Log, X)));
        Assert.False(ranges.MayBeNaN(_b.Select(_b.Less(Zero, X), _b.Apply(Log, X), Zero)));
        Assert.True(ranges.MayBeNaN(_b.Divide(X, Score)));
        Assert.False(ranges.MayBeNaN(_b.Divide(X, _b.Add(_b.Number(1), _b.Square(Score)))));
    }

    private static void AssertRange(double low, double high, Node node)
    {
        Interval range = new RangeAnalysis().Of(node);

        Assert.True(Near(low, range.Low) && Near(high, range.High), $"{range}, not [{low}, {high}]");
    }

    private static bool Near(double expected, double actual) => expected == actual || Math.Abs(expected - actual) < 1e-9;
}
