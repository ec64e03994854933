using Paragon.Formulas;

namespace Paragon.Testing.Tests;

/// <summary>Each kind of mutant, as the graph that it should be.</summary>
public sealed class MutationTests
{
    private static readonly Domain _token = new("token"), _completion = new("completion"), _group = new("group"), _pair = new("pair");

    private static readonly DeclaredLink _ofCompletion = new(_token, "completion", _completion, false), _ofGroup = new(_completion, "group", _group, false);

    private readonly GraphBuilder _b = new();

    private Node X => _b.Column(_token, "x", differentiable: true);

    private Node Y => _b.Column(_token, "y", differentiable: true);

    private Node Reward => _b.Column(_completion, "reward");

    private Node Low => _b.Option("Low");

    private Node High => _b.Option("High");

    [Fact]
    public void A_sign_is_flipped_a_minus_dropped_and_a_difference_turned_round()
    {
        Has(MutationKind.Sign, X, _b.Negate(X));
        Has(MutationKind.Sign, _b.Add(_b.Number(2), _b.Apply(Exponentials.Exp, _b.Negate(X))), _b.Add(_b.Number(2), _b.Apply(Exponentials.Exp, X)));
        Has(MutationKind.Sign, _b.Apply(Exponentials.Exp, _b.Subtract(X, Y)), _b.Apply(Exponentials.Exp, _b.Subtract(Y, X)));
        Has(MutationKind.Sign, _b.Apply(Arithmetic.Abs, X), X);
    }

    [Fact]
    public void An_operation_is_its_counterpart()
    {
        Has(MutationKind.Operator, _b.Add(X, Y), _b.Subtract(X, Y));
        Has(MutationKind.Operator, _b.Divide(X, Y), _b.Multiply(X, Y));
        Has(MutationKind.Operator, _b.Apply(Comparisons.Min, X, Y), _b.Apply(Comparisons.Max, X, Y));
        Has(MutationKind.Operator, _b.Reduce(Reduction.LogSumExp, _ofCompletion, X), _b.Reduce(Reduction.Max, _ofCompletion, X));
        Has(MutationKind.Operator, _b.Scan(Scan.Min, Neighbour(1), X), _b.Scan(Scan.Max, Neighbour(1), X));
    }

    [Fact]
    public void A_mean_is_a_sum_and_a_sum_a_mean()
    {
        Has(MutationKind.MeanOrSum, _b.Reduce(Reduction.Mean, _ofCompletion, X), _b.Reduce(Reduction.Sum, _ofCompletion, X));
        Has(MutationKind.MeanOrSum, _b.Reduce(Reduction.Sum, _ofCompletion, X), _b.Reduce(Reduction.Mean, _ofCompletion, X));
        Has(MutationKind.MeanOrSum, _b.Scan(Scan.Sum, Neighbour(-1), X), _b.Divide(_b.Scan(Scan.Sum, Neighbour(-1), X), _b.Scan(Scan.Sum, Neighbour(-1), _b.Number(1))));
    }

    [Fact]
    public void A_sample_variance_is_that_of_a_population_and_the_other_way_round()
    {
        Node deviation = _b.Square(_b.Subtract(Reward, _b.Gather(_ofGroup, _b.Reduce(Reduction.Mean, _ofGroup, Reward))));
        Node sum = _b.Reduce(Reduction.Sum, _ofGroup, deviation), count = _b.CountOf(_ofGroup);

        Has(MutationKind.Variance, _b.Divide(sum, _b.Subtract(count, _b.Number(1))), _b.Divide(sum, count));
        Has(MutationKind.Variance, _b.Divide(sum, count), _b.Divide(sum, _b.Subtract(count, _b.Number(1))));
        Has(MutationKind.Variance, _b.Reduce(Reduction.Mean, _ofGroup, deviation), _b.Divide(sum, _b.Subtract(count, _b.Number(1))));
    }

    [Fact]
    public void A_stop_gradient_is_dropped_and_one_is_added_where_the_gradient_goes_two_ways()
    {
        Has(MutationKind.StopGradient, _b.Multiply(_b.StopGradient(X), Y), _b.Multiply(X, Y));
        Has(MutationKind.StopGradient, _b.Multiply(X, Y), _b.Multiply(_b.StopGradient(X), Y));
        Has(MutationKind.StopGradient, _b.Multiply(X, Y), _b.Multiply(X, _b.StopGradient(Y)));
        Assert.DoesNotContain(Of(_b.Multiply(_b.StopGradient(X), Y), StageKind.Metric), mutant => mutant.Kind == MutationKind.StopGradient);
    }

    [Fact]
    public void Bounds_of_a_clip_are_swapped_moved_and_dropped()
    {
        Node clip = _b.Apply(Comparisons.Clamp, X, Low, High);
        Has(MutationKind.Clip, clip, _b.Apply(Comparisons.Clamp, X, High, Low));
        Has(MutationKind.Clip, clip, _b.Apply(Comparisons.Min, X, High));
        Has(MutationKind.Clip, clip, _b.Apply(Comparisons.Max, X, Low));
        Has(MutationKind.Clip, clip, _b.Apply(Comparisons.Clamp, X, _b.Add(Low, _b.Number(0.01)), High));
        Has(MutationKind.Clip, clip, _b.Apply(Comparisons.Clamp, X, Low, _b.Add(High, _b.Number(0.01))));
        Has(MutationKind.Clip, _b.Apply(Comparisons.Min, X, High), _b.Apply(Comparisons.Min, X, _b.Add(High, _b.Number(0.01))));
    }

    [Fact]
    public void A_reduction_is_over_the_batch_over_the_parents_parent_or_a_mean_of_means()
    {
        RootLink tokens = new(_token), completions = new(_completion);
        Node mean = _b.Reduce(Reduction.Mean, _ofCompletion, X);
        Has(MutationKind.Level, mean, _b.Gather(completions, _b.Reduce(Reduction.Mean, tokens, X)));
        Has(MutationKind.Level, _b.Gather(_ofCompletion, _b.CountOf(_ofCompletion)), _b.Gather(_ofCompletion, _b.Gather(completions, _b.CountOf(tokens))));

        // The group is known where some formula goes to it.
        Node beside = _b.Multiply(_b.Gather(_ofGroup, _b.CountOf(_ofGroup)), mean);
        Node ofGroup = _b.Divide(_b.Reduce(Reduction.Sum, _ofGroup, _b.Reduce(Reduction.Sum, _ofCompletion, X)), _b.Reduce(Reduction.Sum, _ofGroup, _b.CountOf(_ofCompletion)));
        Has(MutationKind.Level, beside, _b.Multiply(_b.Gather(_ofGroup, _b.CountOf(_ofGroup)), _b.Gather(_ofGroup, ofGroup)));

        Node all = _b.Reduce(Reduction.Mean, tokens, _b.Multiply(X, _b.Gather(_ofCompletion, Reward)));
        Has(MutationKind.Level, all, _b.Reduce(Reduction.Mean, completions, _b.Reduce(Reduction.Mean, _ofCompletion, _b.Multiply(X, _b.Gather(_ofCompletion, Reward)))));
    }

    [Fact]
    public void An_element_is_among_the_others_or_left_out()
    {
        Node Largest(JoinKind kind)
        {
            Join join = new(_completion, LinkPath.Empty.Then(_ofGroup), _ofGroup, kind, LinkPath.Empty);
            return _b.Reduce(Reduction.Max, join.OuterLink, _b.Subtract(_b.Gather(join.InnerLink, Reward), _b.Gather(join.OuterLink, Reward)));
        }

        Has(MutationKind.Level, Largest(JoinKind.Others), Largest(JoinKind.All));
        Has(MutationKind.Level, Largest(JoinKind.All), Largest(JoinKind.Others));
        Has(MutationKind.Order, Largest(JoinKind.AndAfter), Largest(JoinKind.AndBefore));
    }

    [Fact]
    public void A_range_a_neighbour_and_a_sorting_go_the_other_way_and_a_discount_is_1()
    {
        Has(MutationKind.Order, _b.Scan(Scan.Sum, Neighbour(1), X, Low), _b.Scan(Scan.Sum, Neighbour(-1), X, Low));
        Has(MutationKind.Order, _b.Scan(Scan.Sum, Neighbour(1), X, Low), _b.Scan(Scan.Sum, Neighbour(1), X));
        Has(MutationKind.Order, _b.Gather(Neighbour(1), X), _b.Gather(Neighbour(-1), X));
        Has(MutationKind.Order, _b.Rank(_ofCompletion, X), _b.Rank(_ofCompletion, _b.Negate(X)));
    }

    [Fact]
    public void An_epsilon_is_larger_absent_or_on_the_other_side_of_the_root()
    {
        Node Root(Node x) => _b.Apply(Arithmetic.Sqrt, x);
        Node epsilon = _b.Number(1e-6);
        Has(MutationKind.Epsilon, _b.Divide(Y, _b.Add(Root(X), epsilon)), _b.Divide(Y, _b.Add(Root(X), _b.Number(10 * 1e-6))));
        Has(MutationKind.Epsilon, _b.Divide(Y, _b.Add(Root(X), epsilon)), _b.Divide(Y, Root(X)));
        Has(MutationKind.Epsilon, _b.Divide(Y, _b.Add(Root(X), epsilon)), _b.Divide(Y, Root(_b.Add(X, epsilon))));
        Has(MutationKind.Epsilon, _b.Divide(Y, Root(_b.Add(X, Low))), _b.Divide(Y, _b.Add(Root(X), Low)));
    }

    [Fact]
    public void A_number_is_another_in_one_place()
    {
        Node one = _b.Number(1);
        Has(MutationKind.Constant, _b.Divide(_b.Add(X, one), _b.Add(Y, one)), _b.Divide(_b.Add(X, _b.Number(2)), _b.Add(Y, one)));
        Has(MutationKind.Constant, _b.Multiply(_b.Number(0.5), X), _b.Multiply(_b.Number(0.75), X));
        Has(MutationKind.Constant, _b.Scan(Scan.Sum, Neighbour(1), X, _b.Number(0.5)), _b.Scan(Scan.Sum, Neighbour(1), X, _b.Number(0.75)));
    }

    [Fact]
    public void Branches_are_swapped_or_always_taken_and_conditions_turned_round_dropped_or_moved_by_their_boundary()
    {
        Node condition = _b.Less(X, Y), choice = _b.Select(condition, X, _b.Square(Y));
        Has(MutationKind.Branch, choice, _b.Select(condition, _b.Square(Y), X));
        Has(MutationKind.Branch, choice, X);
        Has(MutationKind.Branch, choice, _b.Square(Y));
        Has(MutationKind.Branch, choice, _b.Select(_b.LessOrEqual(X, Y), X, _b.Square(Y)));
        Has(MutationKind.Branch, _b.Apply(Comparisons.Min, X, Y), Y);
        Node both = _b.And(condition, _b.Less(X, Low));
        Has(MutationKind.Branch, _b.Indicator(both), _b.Indicator(condition));
        Has(MutationKind.Branch, _b.Indicator(both), _b.Indicator(_b.And(_b.Not(condition), _b.Less(X, Low))));
    }

    [Fact]
    public void The_rejected_completion_stands_for_the_chosen_one()
    {
        Node At(string link) => _b.Apply(Exponentials.Exp, _b.Gather(new DeclaredLink(_pair, link, _completion, false), Reward));
        Has(MutationKind.Link, _b.Subtract(At("chosen"), _b.Square(At("rejected"))), _b.Subtract(At("rejected"), _b.Square(At("rejected"))));
    }

    [Fact]
    public void Changes_that_make_one_formula_are_one_mutant()
    {
        IReadOnlyList<Mutant> mutants = Of(_b.Select(_b.Less(X, Y), X, Y), StageKind.Loss);

        Assert.Equal(mutants.Count, mutants.Select(mutant => mutant.GraphSource).Distinct().Count());
        Assert.DoesNotContain(mutants, mutant => mutant.GraphSource == GraphText.Write(_b.Select(_b.Less(X, Y), X, Y)));
    }

    private static NeighbourLink Neighbour(int offset) => new(_token, _ofCompletion, offset);

    private static void Has(MutationKind kind, Node formula, Node mutant)
    {
        string[] found = [.. Of(formula, StageKind.Loss).Where(other => other.Kind == kind).Select(other => other.GraphSource)];
        Assert.Contains(GraphText.Write(mutant), found);
    }

    private static IReadOnlyList<Mutant> Of(Node formula, StageKind kind) => Mutation.Of(new OneFormula(formula, kind));

    /// <summary>An objective of one graph, which is never run.</summary>
    private sealed class OneFormula(Node formula, StageKind kind) : IObjective
    {
        public ObjectiveDescriptor Descriptor => throw new NotSupportedException();

        public IReadOnlyList<Stage> Stages { get; } =
        [
            new Stage
            {
                Kind = kind,
                Name = "Formula",
                Level = formula.Domain!.Key,
                Column = "formula",
                Source = "",
                GraphSource = GraphText.Write(formula),
                Scalar = (_, _, _) => throw new NotSupportedException(),
                Each = (_, _, _) => throw new NotSupportedException(),
            },
        ];

        public double Option(string name) => throw new NotSupportedException();
    }
}
