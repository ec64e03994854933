namespace Paragon.Formulas;

/// <summary>A value as a number and a sum of other values times numbers; values that cancel are gone.</summary>
internal sealed class LinearForm
{
    // Twice what one rounding costs at most.
    private const double UnitRoundoff = 1.0 / (1L << 52);

    private readonly Gathers _gathers;
    private readonly Dictionary<Node, double> _terms = [];

    private LinearForm(Gathers gathers) => _gathers = gathers;

    /// <summary>The number.</summary>
    public double Number { get; private set; }

    /// <summary>How far the number may lie from the exact one: what rounding has cost while it was added up.</summary>
    public double Slack { get; private set; }

    /// <summary>Values and their factors, none of which is 0.</summary>
    public IReadOnlyDictionary<Node, double> Terms => _terms;

    /// <summary>Takes a value apart.</summary>
    public static LinearForm Of(Node node, Gathers gathers) => new LinearForm(gathers).Plus(node, 1);

    /// <summary>A copy that can be changed.</summary>
    public LinearForm Copy()
    {
        LinearForm copy = new(_gathers) { Number = Number, Slack = Slack };
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
                Plus(constant.Value, factor);
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
    public LinearForm Plus(double number) => Plus(number, 1);

    /// <summary>The value with its sign turned.</summary>
    public LinearForm Negated()
    {
        LinearForm negated = new(_gathers) { Number = -Number, Slack = Slack };
        foreach (KeyValuePair<Node, double> term in _terms)
        {
            negated._terms[term.Key] = -term.Value;
        }

        return negated;
    }

    private void Gather(GatherNode gather, double factor)
    {
        LinearForm there = Of(gather.Value, _gathers);
        Plus(there.Number, factor);
        Slack += Math.Abs(factor) * there.Slack;
        foreach (KeyValuePair<Node, double> term in there._terms)
        {
            Add(_gathers.Of(gather.Link, term.Key), factor * term.Value);
        }
    }

    /// <summary>Adds a product, and what its rounding and the sum's may have cost (the latter exactly: Knuth's two-sum).</summary>
    private LinearForm Plus(double number, double factor)
    {
        double product = number * factor;
        double sum = Number + product;
        double back = sum - Number;
        double error = Math.Abs(Number - (sum - back)) + Math.Abs(product - back);
        Slack += error + (Math.Abs(factor) == 1 || Math.Abs(number) == 1 || product == 0 ? 0 : Math.Abs(product) * UnitRoundoff);
        Number = sum;
        return this;
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
