using static Paragon.Formulas.Arithmetic;
using static Paragon.Formulas.Comparisons;
using static Paragon.Formulas.Exponentials;

namespace Paragon.Formulas.Tests.Analysis;

public sealed class BoundednessTests
{
    private readonly GraphBuilder _b = new();

    private Node Score => _b.Column(SmallBatch.Completion, "score", learned: true);

    private Node Length => _b.CountOf(SmallBatch.CompletionOfToken);

    [Fact]
    public void A_shaped_score_is_bounded_and_the_range_is_named()
    {
        Assert.Equal("It stays between 0 and 1.", Proved(_b.Apply(Sigmoid, Score)).Reason);
        Assert.Equal("It stays between -2.5 and 1.", Proved(_b.Apply(Clamp, Score, _b.Number(-2.5), _b.Number(1))).Reason);
    }

    [Fact]
    public void A_bare_score_is_refuted_at_a_round_number() =>
        Assert.Equal("score = 1E+06 → 1E+06, and it grows without end", Refuted(Score).Text);

    [Fact]
    public void A_score_relative_to_its_group_is_refuted_though_all_scores_together_move_nothing()
    {
        Node mean = _b.Gather(SmallBatch.GroupOfCompletion, _b.Reduce(Reduction.Mean, SmallBatch.GroupOfCompletion, Score));

        Refuted(_b.Subtract(Score, mean));
    }

    [Fact]
    public void What_grows_slowly_is_refuted_too()
    {
        Refuted(_b.Apply(Log, _b.Add(_b.Number(1), _b.Square(Score))));
        Refuted(_b.Apply(Softplus, Score));
        Refuted(_b.Apply(Exp, Score));
    }

    [Fact]
    public void A_quotient_is_refuted_where_its_divisor_comes_near_to_0()
    {
        Node share = _b.Column(SmallBatch.Completion, "share", range: new Interval(0, 1));

        Refuted(_b.Divide(_b.Number(1), share));
        Proved(_b.Divide(_b.Number(1), _b.Add(share, _b.Number(0.01))));
    }

    [Fact]
    public void A_penalty_by_length_is_refuted_by_many_tokens_and_proved_with_a_floor()
    {
        Node penalty = _b.Negate(_b.Divide(Length, _b.Number(100)));

        Assert.Equal("256 elements of level 'token' → -2.56, and it grows without end", Refuted(penalty).Text);
        Assert.Equal("It stays between -1 and -0.01.", Proved(_b.Apply(Max, penalty, _b.Number(-1))).Reason);
    }

    [Fact]
    public void A_penalty_between_two_lengths_is_bounded_by_its_conditions()
    {
        Node most = _b.Option("MaxLength", range: new Interval(1, 1e6)), cache = _b.Option("Cache", range: new Interval(1, 1e6));
        Node start = _b.Subtract(most, cache);
        Node penalty = _b.Select(
            _b.LessOrEqual(Length, start), _b.Number(0),
            _b.Select(_b.LessOrEqual(Length, most), _b.Divide(_b.Subtract(start, Length), cache), _b.Number(-1)));

        Assert.Equal("It stays between -1 and 0.", Proved(penalty).Reason);
    }

    [Fact]
    public void An_option_without_a_range_counts_as_any_number()
    {
        Node correct = _b.Column(SmallBatch.Completion, "correct", isBoolean: true);

        Refuted(_b.Select(correct, _b.Option("Weight"), _b.Number(0)));
        Proved(_b.Select(correct, _b.Option("Weight", range: new Interval(0, 3)), _b.Number(0)));
    }

    [Fact]
    public void Every_witness_is_what_the_evaluator_says()
    {
        Node reward = _b.Subtract(_b.Multiply(_b.Option("Alpha", range: new Interval(0, 2)), Score), _b.Divide(Length, _b.Number(10)));
        Witness witness = Refuted(reward);
        double value = new Evaluator(witness.Batch, name => witness.Options[name]).Evaluate(reward)[witness.Row];

        Assert.True(Math.Abs(value) >= 1e6);
    }

    [Fact]
    public void The_search_can_be_cancelled()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => Boundedness.Of(Score, cancellation: source.Token));
    }

    private static Verdict.Proved Proved(Node root) => Assert.IsType<Verdict.Proved>(Boundedness.Of(root));

    private static Witness Refuted(Node root) => Assert.IsType<Verdict.Refuted>(Boundedness.Of(root)).Witness;
}
