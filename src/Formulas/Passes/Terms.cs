namespace Paragon.Formulas;

/// <summary>A value as a sum of terms with signs.</summary>
internal sealed class Terms
{
    private readonly List<(Node Value, bool IsNegative)> _terms = [];

    private Terms()
    {
    }

    /// <summary>Takes a sum apart.</summary>
    public static Terms Of(Node node)
    {
        Terms terms = new();
        terms.Add(node, false);
        return terms;
    }

    /// <summary>The sum, with what all its terms share in front of it.</summary>
    public Node Factored(GraphBuilder b)
    {
        Factors[] factors = _terms.Select(term => Factors.Of(b, term.Value)).ToArray();
        Factors first = factors[0];
        List<Node> above = first.Above.Where(factor => factor is not ConstantNode).Distinct().Where(factor => factors.All(term => term.Above.Contains(factor))).ToList();
        List<Node> below = first.Below.Distinct().Where(factor => factors.All(term => term.Below.Contains(factor))).ToList();
        bool allNegative = factors.Select((term, i) => term.IsNegative != _terms[i].IsNegative).All(negative => negative);
        double size = factors.All(term => term.Size == first.Size && (term.Above.Count > 0 || term.Below.Count > 0)) ? first.Size : 1;
        bool[] negatives = factors.Select((term, i) => term.IsNegative != _terms[i].IsNegative != allNegative).ToArray();
        foreach (Factors term in factors)
        {
            term.TakeSign();
            if (size != 1)
            {
                term.TakeNumber();
            }

            above.ForEach(factor => term.TakeAbove(factor));
            below.ForEach(factor => term.TakeBelow(factor));
        }

        Node product = Sum(b, factors.Select(term => term.ToNode(b)).ToArray(), negatives);
        product = above.AsEnumerable().Reverse().Aggregate(product, (value, factor) => b.Multiply(factor, value));
        product = size == 1 ? product : b.Multiply(b.Number(size), product);
        product = below.Count == 0 ? product : b.Divide(product, below.Skip(1).Aggregate(below[0], b.Multiply));
        return allNegative ? b.Negate(product) : product;
    }

    /// <summary>A sum that begins with a term that is added, where there is one.</summary>
    private static Node Sum(GraphBuilder b, Node[] values, bool[] negatives)
    {
        int first = Math.Max(0, Array.IndexOf(negatives, false));
        Node sum = negatives[first] ? b.Negate(values[first]) : values[first];
        for (int i = 0; i < values.Length; i++)
        {
            sum = i == first ? sum : negatives[i] ? b.Subtract(sum, values[i]) : b.Add(sum, values[i]);
        }

        return sum;
    }

    private void Add(Node node, bool negative)
    {
        switch (node)
        {
            case OperationNode { Operation.Name: "add" } sum:
                Add(sum.First(), negative);
                Add(sum.Second(), negative);
                break;
            case OperationNode { Operation.Name: "subtract" } difference:
                Add(difference.First(), negative);
                Add(difference.Second(), !negative);
                break;
            case OperationNode { Operation.Name: "negate" } negation:
                Add(negation.First(), !negative);
                break;
            default:
                _terms.Add((node, negative));
                break;
        }
    }
}
