namespace Paragon.Formulas.Tests.Printing;

public sealed class GraphPrinterTests
{
    private static readonly Domain _token = SmallBatch.Token, _completion = SmallBatch.Completion;
    private readonly GraphBuilder _b = new();

    private Node X => _b.Column(_token, "x");

    private Node Y => _b.Column(_token, "y");

    private Node Reward => _b.Column(_completion, "reward");

    [Fact]
    public void An_operation_is_bracketed_where_it_binds_less_than_what_is_around_it()
    {
        Assert.Equal("(x[t] + y[t]) * x[t]", Text(_b.Multiply(_b.Add(X, Y), X)));
        Assert.Equal("x[t] - (x[t] - y[t])", Text(_b.Subtract(X, _b.Subtract(X, Y))));
        Assert.Equal("x[t] / (y[t] * Beta)", Text(_b.Divide(X, _b.Multiply(Y, _b.Option("Beta")))));
        Assert.Equal("-x[t] * y[t]", Text(_b.Negate(_b.Multiply(X, Y))));
        Assert.Equal("Exp(x[t] + y[t])", Text(_b.Apply(Exponentials.Exp, _b.Add(X, Y))));
    }

    [Fact]
    public void A_value_of_a_coarser_level_is_shown_at_the_element_that_it_belongs_to()
    {
        Node atToken = _b.Gather(SmallBatch.CompletionOfToken, Reward);

        Assert.Equal("x[t] * reward[t.completion]", Text(_b.Multiply(X, atToken)));
        Assert.Equal("Σ{t ∈ y} x[t] * Sigmoid(reward[y])", Text(_b.Reduce(Reduction.Sum, SmallBatch.CompletionOfToken, _b.Multiply(X, _b.Apply(Exponentials.Sigmoid, atToken)))));
    }

    [Fact]
    public void A_neighbour_is_one_further_and_keeps_its_parent()
    {
        Node next = _b.Gather(SmallBatch.NextToken, _b.Multiply(X, _b.Gather(SmallBatch.CompletionOfToken, Reward)));

        Assert.Equal("mean{t ∈ y} (exists(t+1) ? x[t+1] * reward[y] : 0)", Text(_b.Reduce(Reduction.Mean, SmallBatch.CompletionOfToken, _b.Select(_b.Exists(SmallBatch.NextToken), next, _b.Number(0)))));
    }

    [Fact]
    public void A_sum_of_what_a_condition_admits_says_so_beside_the_set()
    {
        Node admitted = _b.Less(X, Y);

        Assert.Equal("Σ{t ∈ y, x[t] < y[t]} x[t]", Text(_b.Reduce(Reduction.Sum, SmallBatch.CompletionOfToken, _b.Select(admitted, X, _b.Number(0)))));
        Assert.Equal("#{t ∈ y, x[t] < y[t]}", Text(_b.Reduce(Reduction.Sum, SmallBatch.CompletionOfToken, _b.Indicator(admitted))));
        Assert.Equal("#{t ∈ y}", Text(_b.CountOf(SmallBatch.CompletionOfToken)));
    }

    [Fact]
    public void The_others_of_a_group_are_those_that_differ()
    {
        Join siblings = new(_completion, LinkPath.Empty.Then(SmallBatch.GroupOfCompletion), SmallBatch.GroupOfCompletion, JoinKind.Others, LinkPath.Empty);
        Node baseline = _b.Reduce(Reduction.Mean, siblings.OuterLink, _b.Gather(siblings.InnerLink, Reward));

        Assert.Equal("reward[y] - mean{z ∈ y.group, z ≠ y} reward[z]", Text(_b.Subtract(Reward, baseline)));
    }

    [Fact]
    public void A_running_sum_discounts_by_the_distance()
    {
        Node scan = _b.Scan(Scan.Sum, SmallBatch.NextToken, X, _b.Multiply(_b.Option("Discount"), _b.Option("Lambda")));

        Assert.Equal("Σ{u ≥ t} (Discount * Lambda)^(u-t) * x[u]", Text(scan));
        Assert.Equal("Σ{u ≥ t} x[u]", Text(_b.Scan(Scan.Sum, SmallBatch.NextToken, X)));
        Assert.Equal("max{u ≥ t} x[u]", Text(_b.Scan(Scan.Max, SmallBatch.NextToken, X)));
    }

    [Fact]
    public void Sorted_ranked_and_placed_values_name_their_family()
    {
        Assert.Equal("sorted{u ∈ t.completion}(x[u])[t]", Text(_b.Sort(SmallBatch.CompletionOfToken, X)));
        Assert.Equal("rank{u ∈ t.completion}(x[u])[t]", Text(_b.Rank(SmallBatch.CompletionOfToken, X)));
        Assert.Equal("y[rank{u ∈ t.completion}(x[u])[t]]", Text(_b.Placed(SmallBatch.CompletionOfToken, X, Y)));
    }

    [Fact]
    public void What_is_used_twice_and_long_has_a_name()
    {
        Node ratio = _b.Apply(Exponentials.Exp, _b.Subtract(_b.Column(_token, "logp", differentiable: true), _b.Column(_token, "old_logp")));
        Node square = _b.Square(_b.Add(X, _b.Multiply(Y, ratio)));

        Assert.Equal(
            """
            Min(ratio[t], Sin(q1[t])) * q1[t]
            q1[t] = Square(x[t] + y[t] * ratio[t])
            ratio[t] = Exp(logp[t] - old_logp[t])
            """,
            Text(_b.Multiply(_b.Apply(Comparisons.Min, ratio, _b.Apply(Exponentials.Sin, square)), square)));
    }

    [Fact]
    public void The_derivative_of_a_minimum_is_a_step()
    {
        Node minimum = _b.Apply(Comparisons.Min, _b.Column(_token, "a", differentiable: true), Y);
        Node derivative = Differentiation.Gradient(_b, _b.Reduce(Reduction.Sum, new RootLink(_token), minimum)).Values.Single();

        Assert.Equal("step(y[t] - a[t])", Text(derivative));
    }

    [Fact]
    public void A_choice_is_a_chain_of_conditions()
    {
        Node choice = _b.Select(_b.Less(X, Y), X, _b.Select(_b.And(_b.Equal(X, Y), _b.Not(_b.Column(_token, "valid", isBoolean: true))), Y, _b.Number(2)));

        Assert.Equal("x[t] < y[t] ? x[t] : x[t] == y[t] && !valid[t] ? y[t] : 2", Text(choice));
        Assert.Equal("[x[t] < y[t]]", Text(_b.Indicator(_b.Less(X, Y))));
    }

    [Fact]
    public void The_derivative_of_dpo_reads_like_the_papers()
    {
        Node loss = GraphText.Read(Methods.Dpo, _b);
        Node batch = _b.Reduce(Reduction.Mean, new RootLink(SmallBatch.Pair), loss);
        (ColumnNode column, Node derivative) = Differentiation.Gradient(_b, batch, guarded: false).Single();

        Assert.Equal("logp", column.Name);
        Assert.Equal(
            """
            Beta * (Σ{p: p.rejected = t.completion} q1[p] - Σ{p: p.chosen = t.completion} q1[p]) / #{p}
            q1[p] = Sigmoid(-Beta * (q2[p.chosen] - q2[p.rejected]))
            q2[y] = Σ{t ∈ y} (logp[t] - ref_logp[t])
            """,
            Text(Simplification.Of(_b, derivative)));
    }

    private static string Text(Node node) => GraphPrinter.Print(node).ToString().ReplaceLineEndings("\n");
}
