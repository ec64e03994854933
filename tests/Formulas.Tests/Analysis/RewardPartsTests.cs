using static Paragon.Formulas.Arithmetic;
using static Paragon.Formulas.Comparisons;

namespace Paragon.Formulas.Tests.Analysis;

public sealed class RewardPartsTests
{
    private readonly GraphBuilder _b = new();

    private Node Correct => Feature("correct", 0, 1);

    private Node Length => _b.CountOf(SmallBatch.CompletionOfToken);

    [Fact]
    public void An_overlong_penalty_without_a_floor_is_refuted_and_one_with_a_floor_is_proved()
    {
        Node excess = _b.Divide(_b.Subtract(_b.Number(100), Length), _b.Number(50));
        Node bare = _b.Apply(Min, excess, _b.Number(0)), floored = _b.Apply(Clamp, excess, _b.Number(-1), _b.Number(0));

        PenaltyFinding refuted = Assert.Single(Penalties(_b.Add(Correct, bare)));
        Assert.Same(bare, refuted.Penalty.Value);
        Assert.Contains("grows without end", Assert.IsType<Verdict.Refuted>(refuted.Verdict).Witness.Text, StringComparison.Ordinal);
        Assert.IsType<Verdict.Proved>(Assert.Single(Penalties(_b.Add(Correct, floored))).Verdict);
    }

    [Fact]
    public void A_subtracted_size_is_a_penalty_and_a_learned_score_is_not()
    {
        Node size = _b.Apply(Abs, _b.Column(SmallBatch.Completion, "error"));

        Assert.IsType<Verdict.Refuted>(Assert.Single(Penalties(_b.Subtract(Correct, size))).Verdict);
        Assert.Empty(Penalties(_b.Apply(Min, _b.Column(SmallBatch.Completion, "score", learned: true), _b.Number(0))));
    }

    [Fact]
    public void A_term_a_hundred_times_as_wide_drowns_the_other()
    {
        Node format = Feature("format", 0, 1);
        DrownedTerm drowned = Assert.Single(Drowning.Of(_b.Add(Correct, _b.Multiply(_b.Number(100), format))));

        Assert.Same(Correct, drowned.Small.Value);
        Assert.Same(format, drowned.Large.Value);
        Assert.InRange(drowned.Ratio, 99.9, 100.1);
        Assert.Empty(Drowning.Of(_b.Add(Correct, _b.Multiply(_b.Number(5), format))));
    }

    [Fact]
    public void A_weight_that_may_be_small_drowns_nothing()
    {
        Node weight = _b.Option("Weight", range: new Interval(0, 1000));

        Assert.Empty(Drowning.Of(_b.Add(Correct, _b.Multiply(weight, Feature("format", 0, 1)))));
    }

    [Fact]
    public void A_length_penalty_times_a_mean_that_can_be_negative_flips()
    {
        Node outcome = Feature("outcome", -1, 1), share = Feature("length_share", 0, 1);
        Node mean = _b.Gather(SmallBatch.GroupOfCompletion, _b.Reduce(Reduction.Mean, SmallBatch.GroupOfCompletion, outcome));
        SignFlipFinding finding = Assert.Single(Flips(_b.Subtract(outcome, _b.Multiply(mean, share))));
        Witness witness = Assert.IsType<Verdict.Refuted>(finding.Verdict).Witness;

        Assert.Same(mean, finding.Multiplier);
        Assert.Same(share, finding.Scaled);
        Assert.True(new Evaluator(witness.Batch, name => witness.Options[name]).Evaluate(mean)[witness.Row] < 0);
    }

    [Fact]
    public void A_pass_rate_an_option_and_a_gate_do_not_flip()
    {
        Node share = Feature("length_share", 0, 1), outcome = Feature("outcome", -1, 1);
        Node rate = _b.Gather(SmallBatch.GroupOfCompletion, _b.Reduce(Reduction.Mean, SmallBatch.GroupOfCompletion, Correct));

        Assert.Empty(Flips(_b.Subtract(Correct, _b.Multiply(rate, share))));
        Assert.Empty(Flips(_b.Multiply(_b.Option("Weight", range: new Interval(-1, 1)), share)));
        Assert.Empty(Flips(_b.Multiply(outcome, _b.Indicator(_b.Less(share, _b.Number(0.5))))));
    }

    private Node Feature(string name, double low, double high) => _b.Column(SmallBatch.Completion, name, range: new Interval(low, high));

    private static IReadOnlyList<PenaltyFinding> Penalties(Node root) => PenaltyFloor.Of(root);

    private static IReadOnlyList<SignFlipFinding> Flips(Node root) => SignFlip.Of(root);
}
