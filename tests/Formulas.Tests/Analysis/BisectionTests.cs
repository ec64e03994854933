using static Paragon.Formulas.Arithmetic;
using static Paragon.Formulas.Comparisons;
using static Paragon.Formulas.Exponentials;

namespace Paragon.Formulas.Tests.Analysis;

/// <summary>Ranges of expressions that use a value more than once, where intervals alone are loose.</summary>
public sealed class BisectionTests
{
    private const double Near = 1e-5;

    private readonly GraphBuilder _b = new();

    private Node P => _b.Column(SmallBatch.Completion, "p", range: new Interval(0, 1));

    private Node Q => _b.Column(SmallBatch.Completion, "q", range: new Interval(-1, 1));

    private Node Score => _b.Column(SmallBatch.Completion, "score", learned: true);

    private Node One => _b.Number(1);

    [Fact]
    public void The_fitted_polynomial_of_PAR_lies_where_its_card_says()
    {
        // methods/42-par.md
        AssertRange(-0.0109, 1.0109, new ParShapings().ParPolynomial, 5e-5);
    }

    [Fact]
    public void Polynomials_of_bounded_inputs_have_their_range()
    {
        AssertRange(0, 0.25, _b.Multiply(P, _b.Subtract(One, P)));
        AssertRange(-0.25, 0, _b.Subtract(_b.Square(P), P));
        AssertRange(-1, 1, _b.Subtract(_b.Multiply(_b.Number(4), _b.Multiply(Q, _b.Square(Q))), _b.Multiply(_b.Number(3), Q)));
        AssertRange(-0.25, 2, _b.Add(_b.Square(Q), _b.Multiply(Q, P)), 1e-4);
    }

    [Fact]
    public void An_unbounded_score_is_cut_where_the_slope_has_a_sign()
    {
        Node s = _b.Apply(Sigmoid, Score);

        AssertRange(0, 0.25, _b.Multiply(s, _b.Subtract(One, s)));
        AssertRange(0, 1, _b.Subtract(_b.Multiply(_b.Number(2), s), _b.Square(s)));
        AssertRange(-0.20711, 1, _b.Multiply(_b.Apply(Tanh, Score), s));
    }

    [Fact]
    public void What_depends_on_a_choice_is_bounded_on_both_sides_of_it()
    {
        Node choice = _b.Select(_b.Less(Q, _b.Number(0.5)), _b.Square(Q), _b.Number(0.25));

        AssertRange(-1 / 64.0, 1.25, _b.Subtract(choice, _b.Multiply(_b.Number(0.25), Q)));
    }

    [Fact]
    public void What_has_no_bound_stays_without_one()
    {
        Node growing = _b.Multiply(Score, _b.Apply(Sigmoid, Score));

        Assert.Equal(double.PositiveInfinity, new RangeAnalysis().SharpOf(growing, TestContext.Current.CancellationToken).High);
        Assert.Equal(Interval.All, new RangeAnalysis().SharpOf(_b.Subtract(_b.Square(Score), _b.Multiply(Score, _b.Square(Score))), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void It_can_be_stopped_and_asked_again()
    {
        RangeAnalysis ranges = new();
        Node curve = _b.Multiply(P, _b.Subtract(One, P));

        Assert.Throws<OperationCanceledException>(() => ranges.SharpOf(curve, new CancellationToken(true)));
        Assert.InRange(ranges.SharpOf(curve, TestContext.Current.CancellationToken).High, 0.25, 0.25 + Near);
    }

    [Fact]
    public void A_divisor_that_bisection_keeps_from_0_is_safe()
    {
        Node divisor = _b.Add(_b.Subtract(_b.Square(Q), Q), One);

        Assert.IsType<Verdict.Proved>(DomainSafety.Of(_b.Divide(One, divisor), cancellation: TestContext.Current.CancellationToken).Single().Verdict);
    }

    private static void AssertRange(double low, double high, Node node, double near = Near)
    {
        Interval range = new RangeAnalysis().SharpOf(node, TestContext.Current.CancellationToken);
        Assert.True(range.Low <= low + near && range.Low >= low - near && range.High >= high - near && range.High <= high + near, $"[{low}, {high}] expected, but {range}");
    }
}
