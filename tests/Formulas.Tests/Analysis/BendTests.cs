namespace Paragon.Formulas.Tests.Analysis;

public sealed class BendTests
{
    private static readonly Interval _right = new(0, double.PositiveInfinity), _left = new(double.NegativeInfinity, 0);
    private readonly ParShapings _par = new();

    private GraphBuilder B => _par.Builder;

    [Fact]
    public void The_shapings_bend_as_the_card_says()
    {
        Assert.All(new[] { _par.Vanilla, _par.Centered, _par.MeanStd, _par.MinMax }, formula => Assert.Equal(Curvature.Affine, Bend.Of(formula, _par.Score).Curvature));
        Assert.All(new[] { _par.Lsc, _par.Ceiling }, formula => Assert.Equal(Curvature.Concave, Bend.Of(formula, _par.Score).Curvature));
        Assert.All(new[] { _par.Par, _par.Tanh, _par.Clip }, formula => Assert.Equal(Curvature.Unknown, Bend.Of(formula, _par.Score).Curvature));
        Assert.All(new[] { _par.Sigmoid, _par.Tanh }, formula => Assert.Equal(Curvature.Concave, Bend.Of(formula, (ColumnNode)_par.Score, null, _right).Curvature));
        Assert.All(new[] { _par.Sigmoid, _par.Tanh }, formula => Assert.Equal(Curvature.Convex, Bend.Of(formula, (ColumnNode)_par.Score, null, _left).Curvature));
    }

    [Fact]
    public void A_centre_cancels_in_the_difference_from_it()
    {
        Node mean = B.Reduce(Reduction.Mean, ParShapings.CompletionOfReference, _par.ReferenceScore);
        Node reward = B.Apply(Exponentials.Sigmoid, B.Multiply(_par.Steepness, B.Subtract(_par.Score, mean)));

        Assert.Equal(Curvature.Concave, Bend.Of(reward, (ColumnNode)_par.Score, mean, _right).Curvature);
        Assert.Equal(Curvature.Convex, Bend.Of(reward, (ColumnNode)_par.Score, mean, _left).Curvature);
        Assert.Equal(Curvature.Unknown, Bend.Of(B.Apply(Exponentials.Sigmoid, B.Subtract(B.Subtract(_par.Score, mean), B.Number(3))), (ColumnNode)_par.Score, mean, _right).Curvature);
    }

    [Fact]
    public void The_facts_of_par_are_those_of_its_card()
    {
        Facts facts = Facts.Of(_par.Par, cancellation: TestContext.Current.CancellationToken);

        Assert.True(facts.IsBounded);
        Assert.Equal(
            ["range: [0, 1]", "rises with score", "falls with reference.score", "centred: only differences of learned scores count", "saturating: grows fastest at the centre, then slows"],
            facts.Lines());
    }
}
