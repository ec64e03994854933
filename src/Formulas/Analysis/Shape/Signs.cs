namespace Paragon.Formulas;

/// <summary>
/// The signs that values can have, wherever they are defined. Sums and products of signs lose nothing to rounding, which
/// bounds rounded outward do; where signs say nothing the range decides.
/// </summary>
/// <param name="withEmptySets">Whether a set may have no elements, so that a sum of positive values and a count may be 0.</param>
internal sealed class Signs(bool withEmptySets = true)
{
    private readonly Dictionary<Node, (Sign Sign, Interval Range)> _known = [];
    private readonly RangeAnalysis _ranges = new(new RangeAssumptions { HasEmptySets = withEmptySets });

    /// <summary>The signs of a value.</summary>
    public Sign Of(Node root) => Both(root).Sign;

    /// <summary>The range of a value.</summary>
    public Interval Range(Node root) => Both(root).Range;

    private (Sign Sign, Interval Range) Both(Node root)
    {
        if (_known.TryGetValue(root, out (Sign, Interval) known))
        {
            return known;
        }

        foreach (Node node in Traversal.SortedBeside(_known, root))
        {
            Interval range = _ranges.Of(node);
            range = double.IsNaN(range.Low) || double.IsNaN(range.High) ? Interval.All : range;
            // a mean lies exactly where its values do; what rounds outward loses that
            range = node is GatherNode { Link.Optional: false } or StopGradientNode or SortNode or ReduceNode { Reduction: not (Reduction.Sum or Reduction.LogSumExp) } ? range.Within(Range(node.Arguments[0])) : range;
            Sign sign = SignRules.Of(range) & Rule(node);
            _known[node] = (sign, range);
        }

        return _known[root];
    }

    private Sign Rule(Node node) => node switch
    {
        OperationNode operation => Operation(operation),
        // 0 where an optional link leads nowhere
        GatherNode gather => Of(gather.Value) | (gather.Link.Optional ? Sign.Zero : 0),
        StopGradientNode or SortNode => Of(node.Arguments[0]),
        ReduceNode { Reduction: Reduction.Sum } sum => Of(sum.Value) | (withEmptySets ? Sign.Zero : 0),
        ReduceNode { Reduction: Reduction.LogSumExp } => Sign.Any,
        ReduceNode reduce => Of(reduce.Value),
        ScanNode { Scan: Scan.Sum } scan => Of(scan.Rate).IsNotNegative() ? Of(scan.Value) | Sign.Zero : Sign.Any,
        ScanNode scan => Of(scan.Value),
        PlacedNode placed => Of(placed.Value),
        CountNode => withEmptySets ? Sign.NotNegative : Sign.Positive,
        RankNode => Sign.NotNegative,
        _ => Sign.Any,
    };

    private Sign Operation(OperationNode node)
    {
        Sign At(int argument) => Of(node.Arguments[argument]);
        switch (node.Operation.Name)
        {
            case "add":
                return At(0).Plus(At(1));
            case "subtract":
                Interval left = Range(node.First()), right = Range(node.Second());
                return At(0).Plus(At(1).Negated())
                    & (left.Low >= right.High ? Sign.NotNegative : Sign.Any)
                    & (left.High <= right.Low ? Sign.NotPositive : Sign.Any);
            case "multiply":
                return At(0).Times(At(1));
            case "divide":
                // a quotient is defined where its divisor is not 0
                return At(0).Times(At(1) & ~Sign.Zero);
            case "negate":
                return At(0).Negated();
            case "square" or "abs":
                return (At(0) & Sign.Zero) | ((At(0) & ~Sign.Zero) != 0 ? Sign.Positive : 0);
            case "sqrt" or "root":
                return At(0) & Sign.NotNegative;
            case "exp" or "sigmoid" or "softplus":
                return Sign.Positive;
            case "logsigmoid":
                return Sign.Negative;
            case "expm1" or "tanh" or "atan" or "sign" or "log1p":
                return At(0);
            case "power":
                return At(0).IsNotNegative() ? Sign.NotNegative & (At(0) | Sign.Positive)
                    : node.Second() is ConstantNode { Value: var n } && n % 2 == 0 ? Sign.NotNegative : Sign.Any;
            case "select":
                return At(1) | At(2);
            case "min" or "max" or "clamp":
                return node.Arguments.Aggregate(Sign.None, (all, argument) => all | Of(argument));
            default:
                return Sign.Any;
        }
    }
}
