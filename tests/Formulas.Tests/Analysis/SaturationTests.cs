namespace Paragon.Formulas.Tests.Analysis;

public sealed class SaturationTests
{
    private readonly ParShapings _par = new();

    private GraphBuilder B => _par.Builder;

    [Fact]
    public void What_is_made_of_centred_sigmoids_is_proved()
    {
        Node half = B.Number(0.5), weight = B.Column(new Domain("completion"), "weight", range: new Interval(0, 3));
        Node meanOfReferences = B.Reduce(Reduction.Mean, ParShapings.CompletionOfReference, _par.ReferenceScore);
        Node correct = B.Column(new Domain("completion"), "correct", isBoolean: true);
        Node[] saturating =
        [
            _par.Par, _par.ParTanh, _par.ParArctan, _par.Sigmoid, _par.Tanh,
            B.Add(B.Multiply(weight, _par.Par), half),
            B.Select(correct, _par.Par, B.Number(0)),
            B.Negate(B.Subtract(half, _par.ParTanh)),
            B.Apply(Exponentials.Sigmoid, B.Subtract(_par.Score, meanOfReferences)),
            B.Apply(Exponentials.Sigmoid, B.Subtract(_par.Score, B.Reduce(Reduction.Max, ParShapings.CompletionOfReference, _par.ReferenceScore))),
            B.Apply(Exponentials.Tanh, _par.ParTanh),
            B.Apply(Exponentials.Sigmoid, _par.GroupCentred(_par.Score)),
            B.Subtract(B.Number(1), _par.Mean(B.Apply(Exponentials.Sigmoid, B.Negate(_par.Margin)))),
        ];
        Assert.All(saturating, formula => Assert.IsType<Verdict.Proved>(Saturation.Of(formula)));
    }

    [Fact]
    public void Each_clause_has_its_own_witness()
    {
        Assert.Contains("slope 1 at the centre and still 1 at score = 100", Text(_par.Vanilla));
        Assert.Contains("slope 0.045177 at the centre, 0.25 at score = reference.score + 3", Text(_par.SlowGrowth));
        Assert.Contains("1 at score = reference.score - 20", Text(_par.Lsc));
        Assert.Contains("it falls from", Text(_par.ParPolynomial));
        Assert.Contains("it falls from", Text(B.Negate(_par.Par)));
    }

    [Fact]
    public void What_stops_growing_at_once_is_refuted()
    {
        // The card of PAR asks for a slope above 0 everywhere: the growth slows and never stops.
        Assert.Contains("slope 1 at score = 2 and none from score = 3 on", Text(B.Apply(Comparisons.Clamp, _par.Score, B.Number(-2), B.Number(2))));
        Assert.Contains("none from score = reference.score + 3 on", Text(_par.Mean(B.Apply(Comparisons.Clamp, _par.Margin, B.Number(-2), B.Number(2)))));
    }

    [Fact]
    public void What_bends_at_once_and_goes_on_growing_is_not() =>
        Assert.IsNotType<Verdict.Refuted>(Saturation.Of(B.Add(_par.Tanh, B.Multiply(B.Number(0.1), B.Apply(Comparisons.Clamp, _par.Score, B.Number(-2), B.Number(2))))));

    [Fact]
    public void A_steepness_without_a_range_is_asked_for_one()
    {
        Verdict.Unknown unknown = Assert.IsType<Verdict.Unknown>(Saturation.Of(
            _par.Mean(B.Apply(Exponentials.Sigmoid, B.Multiply(B.Option("Sharpness"), _par.Margin)))));
        Assert.Equal("Sharpness", Assert.IsType<OptionNode>(unknown.Culprit).Name);
    }

    [Fact]
    public void A_quantile_above_the_references_is_no_centre()
    {
        Node std = B.Apply(Arithmetic.Root, B.Reduce(Reduction.Mean, ParShapings.CompletionOfReference,
            B.Square(B.Subtract(_par.ReferenceScore, B.Gather(ParShapings.CompletionOfReference, B.Reduce(Reduction.Mean, ParShapings.CompletionOfReference, _par.ReferenceScore))))));
        Node mean = B.Reduce(Reduction.Mean, ParShapings.CompletionOfReference, _par.ReferenceScore);

        Assert.IsNotType<Verdict.Proved>(Saturation.Of(B.Apply(Exponentials.Sigmoid, B.Subtract(_par.Score, B.Add(mean, B.Multiply(B.Number(9), std))))));
    }

    [Fact]
    public void A_reward_without_learned_scores_has_no_verdict() =>
        Assert.Null(Saturation.Of(B.Column(new Domain("completion"), "accuracy", range: new Interval(0, 1))));

    private static string Text(Node reward) => Assert.IsType<Verdict.Refuted>(Saturation.Of(reward)).Witness.Text;
}
