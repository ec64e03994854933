using static Paragon.Formulas.Arithmetic;
using static Paragon.Formulas.Comparisons;
using static Paragon.Formulas.Exponentials;

namespace Paragon.Formulas.Tests.Analysis;

public sealed class DomainSafetyTests
{
    private static readonly Link _up = SmallBatch.GroupOfCompletion;
    private readonly GraphBuilder _b = new();

    private Node Reward => _b.Column(SmallBatch.Completion, "reward");

    private Node Count => _b.CountOf(_up);

    private Node Deviation(double less)
    {
        Node mean = _b.Gather(_up, _b.Reduce(Reduction.Mean, _up, Reward));
        Node variance = _b.Divide(_b.Reduce(Reduction.Sum, _up, _b.Square(_b.Subtract(Reward, mean))), _b.Subtract(Count, _b.Number(less)));
        Node std = _b.Apply(Root, variance);
        std.Label = "std";
        return _b.Gather(_up, std);
    }

    [Fact]
    public void A_group_of_equal_rewards_has_no_deviation_to_divide_by()
    {
        DomainFinding finding = Single("divide", _b.Divide(Reward, Deviation(0)), node => node.Second() is GatherNode);
        Witness witness = Assert.IsType<Verdict.Refuted>(finding.Verdict).Witness;

        Assert.Equal("divides by 0", finding.Danger);
        Assert.False(finding.NeedsSetOfOne);
        Assert.StartsWith("elements that are all equal: reward = 1 everywhere", witness.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_epsilon_makes_the_division_safe()
    {
        DomainFinding finding = Single("divide", _b.Divide(Reward, _b.Add(Deviation(0), _b.Number(1e-4))), node => node.Second() is GatherNode);

        Assert.IsType<Verdict.Proved>(finding.Verdict);
    }

    [Fact]
    public void A_sample_deviation_fails_in_a_group_of_one_only_and_its_root_never()
    {
        Node root = _b.Divide(Reward, _b.Add(Deviation(1), _b.Number(1e-4)));
        DomainFinding division = Single("divide", root, node => node.Second() is not GatherNode);

        Assert.IsType<Verdict.Refuted>(division.Verdict);
        Assert.True(division.NeedsSetOfOne);
        Assert.IsType<Verdict.Proved>(Single("root", root).Verdict);
    }

    [Fact]
    public void A_condition_makes_a_division_safe()
    {
        Node x = _b.Column(SmallBatch.Completion, "x"), y = _b.Column(SmallBatch.Completion, "y"), zero = _b.Number(0);
        Node largest = _b.Reduce(Reduction.Max, _up, Reward), smallest = _b.Reduce(Reduction.Min, _up, Reward);
        Node scaled = _b.Select(_b.Gather(_up, _b.Equal(largest, smallest)), zero, _b.Divide(Reward, _b.Gather(_up, _b.Subtract(largest, smallest))));

        Assert.IsType<Verdict.Proved>(Single("divide", _b.Select(_b.Equal(x, zero), zero, _b.Divide(y, x))).Verdict);
        Assert.IsType<Verdict.Proved>(Single("divide", _b.Select(_b.Less(x, y), _b.Divide(Reward, _b.Subtract(y, x)), zero)).Verdict);
        Assert.IsType<Verdict.Proved>(Single("divide", _b.Select(_b.Less(_b.Number(0.1), _b.Apply(Abs, x)), _b.Divide(y, x), zero)).Verdict);
        Assert.IsType<Verdict.Proved>(Single("divide", scaled).Verdict);
        Assert.IsType<Verdict.Proved>(Single("log", _b.Select(_b.Less(zero, x), _b.Apply(Log, x), zero)).Verdict);
    }

    [Fact]
    public void A_branch_that_is_not_taken_is_no_witness()
    {
        Node x = _b.Column(SmallBatch.Completion, "x"), opaque = _b.Apply(Exponentials.Sin, x);

        // 2 + sin x is above 0, which intervals see; 2 + sin² x - cos² x is above 0, which they do not.
        Node hidden = _b.Subtract(_b.Add(_b.Number(1.5), _b.Square(opaque)), _b.Square(_b.Apply(Exponentials.Cos, _b.Multiply(x, _b.Number(1)))));
        Assert.IsType<Verdict.Proved>(Single("log", _b.Apply(Log, hidden)).Verdict);
        Assert.IsType<Verdict.Refuted>(Single("log", _b.Apply(Log, _b.Add(_b.Number(0.5), opaque))).Verdict);
        Assert.IsNotType<Verdict.Refuted>(Single("log", _b.Select(_b.Less(opaque, _b.Number(-0.5)), _b.Number(0), _b.Apply(Log, _b.Add(_b.Number(0.6), opaque)))).Verdict);
    }

    [Fact]
    public void A_ratio_can_overflow_and_a_clamped_one_cannot()
    {
        Node difference = _b.Subtract(_b.Column(SmallBatch.Token, "logp", range: new Interval(double.NegativeInfinity, 0)), _b.Column(SmallBatch.Token, "old_logp", range: new Interval(double.NegativeInfinity, 0)));

        Assert.IsType<Verdict.Refuted>(Single("exp", _b.Apply(Exp, difference)).Verdict);
        Assert.IsType<Verdict.Proved>(Single("exp", _b.Apply(Exp, _b.Apply(Clamp, difference, _b.Number(-20), _b.Number(20)))).Verdict);
        Assert.IsType<Verdict.Proved>(Single("exp", _b.Apply(Exp, _b.Column(SmallBatch.Token, "logp", range: new Interval(double.NegativeInfinity, 0)))).Verdict);
    }

    [Fact]
    public void An_epsilon_that_dominates_is_found()
    {
        Node small = _b.Column(SmallBatch.Completion, "deviation", range: new Interval(0, 1e-3)), large = _b.Column(SmallBatch.Completion, "large", range: new Interval(0, 5));

        DominatingEpsilon found = Assert.Single(Epsilons.Of(_b.Divide(Reward, _b.Add(small, _b.Number(0.01)))));
        Assert.Same(small, found.Guarded);
        Assert.Empty(Epsilons.Of(_b.Divide(Reward, _b.Add(large, _b.Number(0.01)))));
        Assert.Empty(Epsilons.Of(_b.Divide(Reward, _b.Add(Deviation(0), _b.Number(1e-4)))));
    }

    private static DomainFinding Single(string operation, Node root, Func<OperationNode, bool>? which = null) =>
        Assert.Single(DomainSafety.Of(root), finding => finding.Operation.Operation.Name == operation && which?.Invoke(finding.Operation) != false);
}
