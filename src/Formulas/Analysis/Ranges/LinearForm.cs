namespace Paragon.Formulas;

/// <summary>A value as a number and a sum of other values times numbers; values that cancel are gone.</summary>
internal sealed class LinearForm
{
    private readonly Gathers _gathers;
    private readonly Dictionary<Node, double> _terms = [];

    private LinearForm(Gathers gathers) => _gathers = gathers;

    /// <summary>The number.</summary>
    public double Number { get; private set; }

    /// <summary>Values and their factors, none of which is 0.</summary>
    public IReadOnlyDictionary<Node, double> Terms => _terms;

    /// <summary>Takes a value apart.</summary>
    public static LinearForm Of(Node node, Gathers gathers) => new LinearForm(gathers).Plus(node, 1);

    /// <summary>A copy that can be changed.</summary>
    public LinearForm Copy()
    {
        LinearForm copy = new(_gathers) { Number = Number };
        foreach (KeyValuePair<Node, double> term in _terms)
        {
            copy._terms[term.Key] = term.Value;
        }

        return copy;
    }

    /// <summary>Adds a multiple of a value.</summary>
    public LinearForm Plus(Node node, double factor)
    {
        switch (node)
        {
            case ConstantNode { IsBoolean: false } constant when !double.IsInfinity(constant.Value) && !double.IsNaN(constant.Value):
                Number += factor * constant.Value;
                break;
            case OperationNode { Operation.Name: "add" } sum:
                Plus(sum.First(), factor).Plus(sum.Second(), factor);
                break;
            case OperationNode { Operation.Name: "subtract" } difference:
                Plus(difference.First(), factor).Plus(difference.Second(), -factor);
                break;
            case OperationNode { Operation.Name: "negate" } negation:
                Plus(negation.First(), -factor);
                break;
            case OperationNode { Operation.Name: "multiply" } product when product.First() is ConstantNode left:
                Plus(product.Second(), factor * left.Value);
                break;
            case OperationNode { Operation.Name: "multiply" } product when product.Second() is ConstantNode right:
                Plus(product.First(), factor * right.Value);
                break;
            case OperationNode { Operation.Name: "divide" } quotient when quotient.Second() is ConstantNode { Value: not 0 } divisor:
                Plus(quotient.First(), factor / divisor.Value);
                break;
            case StopGradientNode stop:
                Plus(stop.Value, factor);
                break;
            case GatherNode { Link.Optional: false, Value: OperationNode { Operation.Name: "add" or "subtract" or "negate" or "multiply" or "divide" } } gather:
                Gather(gather, factor);
                break;
            default:
                Add(node, factor);
                break;
        }

        return this;
    }

    /// <summary>Adds a number.</summary>
    public LinearForm Plus(double number)
    {
        Number += number;
        return this;
    }

    /// <summary>The value with its sign turned.</summary>
    public LinearForm Negated()
    {
        LinearForm negated = new(_gathers) { Number = -Number };
        foreach (KeyValuePair<Node, double> term in _terms)
        {
            negated._terms[term.Key] = -term.Value;
        }

        return negated;
    }

    private void Gather(GatherNode gather, double factor)
    {
        LinearForm there = Of(gather.Value, _gathers);
        Number += factor * there.Number;
        foreach (KeyValuePair<Node, double> term in there._terms)
        {
            Add(_gathers.Of(gather.Link, term.Key), factor * term.Value);
        }
    }

    private void Add(Node node, double factor)
    {
        double sum = (_terms.TryGetValue(node, out double before) ? before : 0) + factor;
        _terms[node] = sum;
        if (sum == 0)
        {
            _terms.Remove(node);
        }
    }
}
