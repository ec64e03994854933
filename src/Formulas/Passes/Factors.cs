namespace Paragon.Formulas;

/// <summary>A value as a signed product of a number and factors, divided by other factors.</summary>
internal sealed class Factors
{
    private double _number = 1;

    private Factors()
    {
    }

    /// <summary>Factors above the line.</summary>
    public List<Node> Above { get; } = [];

    /// <summary>Factors below the line.</summary>
    public List<Node> Below { get; } = [];

    /// <summary>Whether the number is below 0.</summary>
    public bool IsNegative => _number < 0;

    /// <summary>The number without its sign.</summary>
    public double Size => Math.Abs(_number);

    /// <summary>Takes a value apart.</summary>
    public static Factors Of(GraphBuilder b, Node node)
    {
        Factors factors = new();
        factors.Multiply(b, node);
        factors.Cancel();
        return factors;
    }

    /// <summary>Puts the value together; less the sign where it is asked for.</summary>
    public Node ToNode(GraphBuilder b, bool withSign = true)
    {
        Node size = b.Number(Size);
        Node above = Above.Count == 0 ? size
            : Size == 1 ? Product(b, Above)
            : b.Multiply(size, Product(b, Above));
        Node value = Below.Count == 0 ? above : b.Divide(above, Product(b, Below));
        return withSign && IsNegative ? b.Negate(value) : value;
    }

    /// <summary>Takes a factor out; whether it was there.</summary>
    public bool TakeAbove(Node factor) => Above.Remove(factor);

    /// <summary>Takes a divisor out; whether it was there.</summary>
    public bool TakeBelow(Node factor) => Below.Remove(factor);

    /// <summary>Takes the sign and the number out.</summary>
    public void TakeNumber() => _number = 1;

    /// <summary>Takes the sign out.</summary>
    public void TakeSign() => _number = Size;

    private void Multiply(GraphBuilder b, Node node)
    {
        switch (node)
        {
            case ConstantNode { IsBoolean: false } constant when !double.IsInfinity(constant.Value) && !double.IsNaN(constant.Value):
                _number *= constant.Value;
                break;
            case OperationNode { Operation.Name: "negate" } negation:
                _number = -_number;
                Multiply(b, negation.First());
                break;
            case OperationNode { Operation.Name: "multiply" } product:
                Multiply(b, product.First());
                Multiply(b, product.Second());
                break;
            case OperationNode { Operation.Name: "divide" } quotient:
                Multiply(b, quotient.First());
                Divide(Of(b, quotient.Second()));
                break;
            case GatherNode { Link.Optional: false } gather when IsProduct(gather.Value):
                Gather(b, gather.Link, Of(b, gather.Value));
                break;
            case ReduceNode { Reduction: Reduction.Sum } sum when IsProduct(sum.Value):
                Sum(b, sum.Link, Of(b, sum.Value));
                break;
            // what counts only where a condition holds is an indicator times it
            case OperationNode { Operation.Name: "select" } choice when IsZero(choice.Arguments[2]) && choice.Arguments[1] is not ConstantNode:
                Above.Add(b.Indicator(choice.First()));
                Multiply(b, choice.Arguments[1]);
                break;
            case OperationNode { Operation.Name: "select" } choice when IsZero(choice.Arguments[1]):
                Above.Add(b.Indicator(Opposite(b, choice.First())));
                Multiply(b, choice.Arguments[2]);
                break;
            default:
                Above.Add(node);
                break;
        }
    }

    private static bool IsZero(Node node) => node is ConstantNode { IsBoolean: false, Value: 0 };

    private static Node Opposite(GraphBuilder b, Node condition) => condition switch
    {
        OperationNode { Operation.Name: "less" } less => b.LessOrEqual(less.Second(), less.First()),
        OperationNode { Operation.Name: "lessorequal" } less => b.Less(less.Second(), less.First()),
        _ => b.Not(condition),
    };

    /// <summary>An option or a count stands above and below the line only where it is not 0.</summary>
    private void Cancel()
    {
        foreach (Node factor in Above.Where(factor => factor is OptionNode or CountNode).ToList())
        {
            if (Below.Remove(factor))
            {
                Above.Remove(factor);
            }
        }
    }

    private static bool IsProduct(Node node) =>
        node is ConstantNode or OperationNode { Operation.Name: "negate" or "multiply" or "divide" }
        || (node is GatherNode { Link.Optional: false } gather && IsProduct(gather.Value))
        || (node is ReduceNode { Reduction: Reduction.Sum } sum && IsProduct(sum.Value));

    private void Divide(Factors divisor)
    {
        _number /= divisor._number;
        Above.AddRange(divisor.Below);
        Below.AddRange(divisor.Above);
    }

    private void Gather(GraphBuilder b, Link link, Factors value)
    {
        _number *= value._number;
        Above.AddRange(value.Above.Select(factor => b.Gather(link, factor)));
        Below.AddRange(value.Below.Select(factor => b.Gather(link, factor)));
    }

    /// <summary>What is the same for all that are summed comes out of the sum.</summary>
    private void Sum(GraphBuilder b, Link link, Factors value)
    {
        _number *= value._number;
        value.TakeNumber();
        Above.AddRange(Common(b, link, value.Above));
        Below.AddRange(Common(b, link, value.Below));
        Node rest = value.ToNode(b);
        Above.Add(rest.Domain is null ? b.CountOf(link) : b.Reduce(Reduction.Sum, link, rest));
    }

    private static List<Node> Common(GraphBuilder b, Link link, List<Node> factors)
    {
        List<Node> common = [];
        foreach (Node factor in factors.ToList())
        {
            Node? outside = factor switch
            {
                { Domain: null } => factor,
                GatherNode { Link: RootLink } batch => link.To.IsBatch ? batch.Value : b.Gather(new RootLink(link.To), batch.Value),
                GatherNode gather when gather.Link.Key == link.Key => gather.Value,
                _ => null,
            };
            if (outside is not null)
            {
                factors.Remove(factor);
                common.Add(outside);
            }
        }

        return common;
    }

    private static Node Product(GraphBuilder b, List<Node> factors) => factors.Skip(1).Aggregate(factors[0], b.Multiply);
}
