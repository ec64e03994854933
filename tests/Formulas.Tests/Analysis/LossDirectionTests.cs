namespace Paragon.Formulas.Tests.Analysis;

public sealed class LossDirectionTests
{
    private static readonly Domain _token = new("token"), _completion = new("completion"), _pair = new("pair");
    private static readonly Link _ofToken = new DeclaredLink(_token, "completion", _completion, false);
    private readonly GraphBuilder _b = new();

    private Node LogProb => _b.Column(_token, "logp", differentiable: true, range: new Interval(double.NegativeInfinity, 0));

    private Node Reference => _b.Column(_token, "ref_logp", range: new Interval(double.NegativeInfinity, 0));

    private Node Old => _b.Column(_token, "old_logp", range: new Interval(double.NegativeInfinity, 0));

    private Node Advantage => _b.Column(_token, "advantage");

    private Node Beta => _b.Option("Beta", range: new Interval(double.Epsilon, double.PositiveInfinity));

    [Fact]
    public void Dpo_makes_the_better_completion_more_likely() => Assert.IsType<Verdict.Proved>(LossDirection.OfPair(Dpo(Margin("chosen", "rejected"))));

    [Fact]
    public void Exchanged_completions_are_refuted_where_training_starts()
    {
        Verdict.Refuted refuted = Assert.IsType<Verdict.Refuted>(LossDirection.OfPair(Dpo(Margin("rejected", "chosen"))));
        Assert.Contains("the loss rises by", refuted.Witness.Text);
    }

    [Fact]
    public void A_loss_without_the_minus_is_refuted() => Assert.IsType<Verdict.Refuted>(LossDirection.OfPair(_b.Negate(Dpo(Margin("chosen", "rejected")))));

    [Fact]
    public void A_squared_margin_turns_further_on_and_is_neither() =>
        Assert.IsType<Verdict.Unknown>(LossDirection.OfPair(_b.Square(_b.Subtract(Margin("chosen", "rejected"), _b.Number(2)))));

    [Fact]
    public void A_clipped_surrogate_follows_the_advantage()
    {
        Assert.IsType<Verdict.Proved>(LossDirection.OfPolicy(_b.Negate(Surrogate())));
        Assert.IsType<Verdict.Refuted>(LossDirection.OfPolicy(Surrogate()));
        Assert.IsType<Verdict.Proved>(LossDirection.OfPolicy(_b.Negate(_b.Reduce(Reduction.Mean, new RootLink(_token), Surrogate()))));
    }

    [Fact]
    public void A_penalty_that_is_zero_on_policy_refutes_nothing()
    {
        Node d = _b.Subtract(Reference, LogProb);
        Node k3 = _b.Subtract(_b.Subtract(_b.Apply(Exponentials.Exp, d), d), _b.Number(1));
        Assert.IsType<Verdict.Unknown>(LossDirection.OfPolicy(_b.Add(_b.Negate(Surrogate()), _b.Multiply(Beta, k3))));
    }

    [Fact]
    public void A_loss_that_reads_no_weight_or_trains_nothing_has_no_verdict()
    {
        Assert.Null(LossDirection.OfPolicy(LogProb));
        Assert.Null(LossDirection.OfPolicy(_b.Multiply(Advantage, Old)));
        Assert.Null(LossDirection.OfPair(Surrogate()));
    }

    private Node Surrogate()
    {
        Node ratio = _b.Apply(Exponentials.Exp, _b.Subtract(LogProb, Old));
        Node clipped = _b.Apply(Comparisons.Clamp, ratio, _b.Number(0.8), _b.Number(1.2));
        return _b.Apply(Comparisons.Min, _b.Multiply(ratio, Advantage), _b.Multiply(clipped, Advantage));
    }

    private Node Margin(string better, string worse)
    {
        Node ratio = _b.Reduce(Reduction.Sum, _ofToken, _b.Subtract(LogProb, Reference));
        return _b.Subtract(_b.Gather(new DeclaredLink(_pair, better, _completion, false), ratio), _b.Gather(new DeclaredLink(_pair, worse, _completion, false), ratio));
    }

    private Node Dpo(Node margin) => _b.Negate(_b.Apply(Exponentials.LogSigmoid, _b.Multiply(Beta, margin)));
}
