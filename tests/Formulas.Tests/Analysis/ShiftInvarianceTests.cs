namespace Paragon.Formulas.Tests.Analysis;

public sealed class ShiftInvarianceTests
{
    private readonly ParShapings _par = new();
    private GraphBuilder B => _par.Builder;

    [Fact]
    public void What_depends_on_differences_only_is_proved()
    {
        Node score = _par.Score, group = B.Gather(ParShapings.GroupOfCompletion, B.Reduce(Reduction.Max, ParShapings.GroupOfCompletion, score));
        Node exp = B.Apply(Exponentials.Exp, score);
        Node lse = B.Gather(ParShapings.GroupOfCompletion, B.Reduce(Reduction.LogSumExp, ParShapings.GroupOfCompletion, score));
        Node[] invariant =
        [
            _par.Centered, _par.Par, _par.Lsc, _par.ParPolynomial, _par.GroupStandardised(score),
            B.Subtract(score, group), B.Subtract(score, lse), B.Apply(Exponentials.Exp, B.Subtract(score, lse)),
            B.Divide(exp, B.Gather(ParShapings.GroupOfCompletion, B.Reduce(Reduction.Sum, ParShapings.GroupOfCompletion, exp))),
            B.Rank(ParShapings.GroupOfCompletion, score),
            B.StopGradient(_par.Centered),
            B.Subtract(score, B.Gather(ParShapings.GroupOfCompletion, B.Reduce(Reduction.Median, ParShapings.GroupOfCompletion, score))),
            B.Indicator(B.Less(score, group)),
            LeaveOneOut(score),
        ];
        Assert.All(invariant, formula => Assert.IsType<Verdict.Proved>(ShiftInvariance.Of(formula)));
    }

    [Fact]
    public void What_depends_on_the_origin_is_refuted_by_two_evaluations()
    {
        Node[] dependent =
        [
            _par.Vanilla, _par.Sigmoid, _par.Tanh, _par.Clip, _par.Ceiling, _par.MeanStd, B.StopGradient(_par.Score),
            B.Apply(Arithmetic.Floor, _par.Score), B.Indicator(B.Less(B.Number(0), _par.Score)),
            B.Add(_par.Score, B.Gather(ParShapings.GroupOfCompletion, B.Reduce(Reduction.Mean, ParShapings.GroupOfCompletion, _par.Score))),
        ];
        Assert.All(dependent, formula =>
        {
            Witness witness = Assert.IsType<Verdict.Refuted>(ShiftInvariance.Of(formula)).Witness;
            Assert.Contains("added to every learned score", witness.Text);
        });
    }

    [Fact]
    public void A_formula_without_learned_scores_has_no_verdict() =>
        Assert.Null(ShiftInvariance.Of(B.Column(new Domain("completion"), "accuracy", range: new Interval(0, 1))));

    [Fact]
    public void A_group_mean_centres_a_linear_reward()
    {
        Node reward = B.Column(new Domain("completion"), "reward");
        Centring centring = Centring.Of(_par.Vanilla, "reward", [new Stage(_par.GroupStandardised(reward), "completion", "advantage")])!;

        Assert.IsType<Verdict.Proved>(centring.Verdict);
        Assert.Equal((CentredBy.Advantage, 0), (centring.By, centring.Advantage));
    }

    [Fact]
    public void A_group_mean_does_not_centre_a_reward_that_bends()
    {
        Node reward = B.Column(new Domain("completion"), "reward");
        Centring centring = Centring.Of(_par.Sigmoid, "reward", [new Stage(_par.GroupCentred(reward), "completion", "advantage")])!;

        Assert.IsType<Verdict.Refuted>(centring.Verdict);
        Assert.Equal((CentredBy.Nothing, 0), (centring.By, centring.SubtractingAdvantage));
    }

    [Fact]
    public void A_centred_reward_needs_no_advantage() => Assert.Equal(CentredBy.Reward, Centring.Of(_par.Par, "reward", [])!.By);

    [Fact]
    public void A_mean_two_stages_later_centres_too()
    {
        Domain completion = new("completion");
        Stage scaled = new(B.Multiply(B.Number(2), B.Column(completion, "reward")), "completion", "return");
        Stage centred = new(_par.GroupCentred(B.Column(completion, "return")), "completion", "advantage");

        Assert.Equal((CentredBy.Advantage, 1), (Centring.Of(_par.Vanilla, "reward", [scaled, centred])!.By, 1));
    }

    private Node LeaveOneOut(Node value)
    {
        Domain completion = new("completion");
        Join others = new(completion, LinkPath.Empty.Then(ParShapings.GroupOfCompletion), ParShapings.GroupOfCompletion, JoinKind.Others, LinkPath.Empty);
        return B.Subtract(value, B.Reduce(Reduction.Mean, others.OuterLink, B.Gather(others.InnerLink, value)));
    }
}
