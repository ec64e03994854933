namespace Paragon.Formulas;

/// <summary>
/// What expressions that share parts are known to be although their intervals alone do not say so: x - min x is not
/// negative, a weight divided by the sum of the weights is at most 1, eˣ - x - 1 is not negative.
/// </summary>
/// <param name="range">Range of a node where one stands.</param>
/// <param name="gathers">Gathered values of the graph.</param>
internal sealed class Relations(Func<Node, PathConditions, Interval> range, Gathers gathers)
{
    private const int MostTerms = 8;
    private const int Deepest = 2;
    private readonly Orders _orders = new(range);
    private readonly Estimators _estimators = new(range, gathers);

    /// <summary>Range of an operation's result by relation of its arguments, or null where nothing is known.</summary>
    public Interval? Operation(OperationNode node, PathConditions at) => node.Operation.Name switch
    {
        "add" or "subtract" => Linear(LinearForm.Of(node, gathers), at),
        "divide" => Quotient(node.First(), node.Second(), at),
        "less" => Sign(node, at) is { } sign ? (sign.Low >= 0 ? Interval.Of(0) : sign.High < 0 ? Interval.Of(1) : null) : null,
        "lessorequal" => Sign(node, at) is { } sign ? (sign.Low > 0 ? Interval.Of(0) : sign.High <= 0 ? Interval.Of(1) : null) : null,
        _ => null,
    };

    /// <summary>Range of a reduction by what its elements have to do with each other, or null.</summary>
    public Interval? Reduced(ReduceNode node, PathConditions inside)
    {
        // the weights of a set sum to 1
        if (node.Reduction == Reduction.Sum && IsShare(node.Value, node.Link, inside))
        {
            return new Interval(1, 1).Outward(64);
        }

        return null;
    }

    /// <summary>Whether the conditions around say that a value is not 0: that two values differ whose difference it is.</summary>
    public bool IsNotZero(Node node, PathConditions at)
    {
        if (node is GatherNode gather && at.PointsSomewhere(gather.Link) && IsNotZero(gather.Value, at.Follow(gather.Link)))
        {
            return true;
        }

        LinearForm own = LinearForm.Of(node, gathers);
        return at.Apart().Any(pair => IsNothing(own.Copy(), pair.X, pair.Y, 1) || IsNothing(own.Copy(), pair.X, pair.Y, -1));
    }

    private static bool IsNothing(LinearForm own, Node x, Node? y, double sign)
    {
        own = own.Plus(x, -sign);
        own = y is null ? own : own.Plus(y, sign);
        return own.Terms.Count == 0 && own.Number == 0;
    }

    /// <summary>Range of a sum in which terms cancel or bound each other, or null where its parts' ranges say as much.</summary>
    public Interval? Linear(LinearForm form, PathConditions at)
    {
        if (form.Terms.Count > MostTerms)
        {
            return null;
        }

        return new Interval(Least(form, at, Deepest), -Least(form.Negated(), at, Deepest)).Defined();
    }

    private Interval? Sign(OperationNode comparison, PathConditions at) => comparison.Arguments.Any(argument => argument is ConstantNode)
        ? null
        : Linear(LinearForm.Of(comparison.First(), gathers).Plus(comparison.Second(), -1), at);

    /// <summary>Lower bound of a sum.</summary>
    private double Least(LinearForm form, PathConditions at, int depth)
    {
        double best = Pairs(form, at);
        if (depth == 0)
        {
            return best;
        }

        foreach (KeyValuePair<Node, double> term in form.Terms)
        {
            foreach (Estimate estimate in term.Value > 0 ? _estimators.Below(term.Key, at) : _estimators.Above(term.Key, at))
            {
                // Worth trying only where something cancels.
                double factor = term.Value * estimate.Factor;
                LinearForm other = form.Copy().Plus(term.Key, -term.Value).Plus(estimate.Value, factor).Plus(term.Value * estimate.Number);
                if (other.Terms.Count < form.Terms.Count || (form.Terms.Count == 1 && other.Terms.Count == 1))
                {
                    best = Math.Max(best, Least(other, at, depth - 1));
                }
            }
        }

        // What the conditions around say of two values that differ: a ≤ b, so any multiple of b - a may be taken away.
        foreach ((Node smaller, Node larger) in at.Orders())
        {
            LinearForm gap = LinearForm.Of(larger, gathers).Plus(smaller, -1);
            foreach (KeyValuePair<Node, double> term in gap.Terms)
            {
                if (form.Terms.TryGetValue(term.Key, out double own) && own / term.Value > 0)
                {
                    LinearForm other = form.Copy().Plus(larger, -own / term.Value).Plus(smaller, own / term.Value);
                    if (other.Terms.Count < form.Terms.Count)
                    {
                        best = Math.Max(best, Least(other, at, depth - 1));
                    }
                }
            }
        }

        return best;
    }

    /// <summary>Lower bound term by term, two at a time where one is never below another that is taken from it.</summary>
    private double Pairs(LinearForm form, PathConditions at)
    {
        List<(Node Node, double Factor)> terms = [.. form.Terms.Select(term => (term.Key, term.Value))];
        for (int i = 0; i < terms.Count; i++)
        {
            for (int j = 0; j < terms.Count && terms[i].Factor > 0; j++)
            {
                double shared = Math.Min(terms[i].Factor, -terms[j].Factor);
                if (shared > 0 && _orders.IsAtMost(terms[j].Node, terms[i].Node, at))
                {
                    terms[i] = (terms[i].Node, terms[i].Factor - shared);
                    terms[j] = (terms[j].Node, terms[j].Factor + shared);
                }
            }
        }

        Interval sum = Interval.Of(form.Number);
        foreach ((Node node, double factor) in terms.Where(term => term.Factor != 0))
        {
            sum = sum.Plus(range(node, at).Times(factor));
        }

        return form.Slack == 0 ? sum.Low : new Interval(sum.Low - form.Slack, 0).Outward().Low;
    }

    /// <summary>A part of a whole lies between 0 and 1, or -1 and 1.</summary>
    private Interval? Quotient(Node part, Node whole, PathConditions at)
    {
        Interval divisor = range(whole, at);
        if (part == whole)
        {
            return Interval.Of(1);
        }

        if (divisor.Low < 0 || part is ConstantNode || whole is ConstantNode)
        {
            return null;
        }

        LinearForm form = LinearForm.Of(part, gathers);
        double factor = form.Terms.Count == 1 && form.Number == 0 ? form.Terms.First().Value : 1;
        if (factor != 1)
        {
            return Quotient(form.Terms.First().Key, whole, at)?.Times(factor);
        }

        Interval own = range(part, at);
        LinearForm sum = LinearForm.Of(whole, gathers), less = sum.Copy().Plus(part, -1), more = sum.Copy().Plus(part, 1);
        bool isAtMost = less.Terms.Count <= MostTerms && Least(less, at, Deepest) >= 0;
        bool isAtLeast = own.Low >= 0 || (more.Terms.Count <= MostTerms && Least(more, at, Deepest) >= 0);
        return isAtMost || isAtLeast
            ? new Interval(own.Low >= 0 ? 0 : isAtLeast ? -1 : double.NegativeInfinity, own.High <= 0 ? 0 : isAtMost ? 1 : double.PositiveInfinity).Outward(2)
            : null;
    }

    private bool IsShare(Node value, Link link, PathConditions at) => value switch
    {
        OperationNode { Operation.Name: "divide" } quotient => quotient.Second() is GatherNode { Value: ReduceNode { Reduction: Reduction.Sum } sum } gather
            && gather.Link.Key == link.Key && sum.Link.Key == link.Key && sum.Value == quotient.First() && range(quotient.First(), at).Low >= 0,
        OperationNode { Operation.Name: "exp" } exp => exp.First() is OperationNode { Operation.Name: "subtract" } log
            && log.Second() is GatherNode { Value: ReduceNode { Reduction: Reduction.LogSumExp } sum } gather
            && gather.Link.Key == link.Key && sum.Link.Key == link.Key && sum.Value == log.First(),
        _ => false,
    };
}
