namespace Paragon.Formulas;

/// <summary>A term of a sum: a value times a number.</summary>
/// <param name="Value">The value.</param>
/// <param name="Factor">What it is multiplied by before it is added.</param>
/// <param name="Range">Range of the product.</param>
public sealed record SummedTerm(Node Value, double Factor, Interval Range)
{
    /// <summary>Whether the term never adds to the sum.</summary>
    public bool IsPenalty => Range.High <= 0 && Range.Low < 0;

    /// <summary>The terms of a reward, as it is written: what is added, and what is taken away.</summary>
    /// <param name="root">The reward.</param>
    /// <param name="ranges">Ranges of its parts.</param>
    public static IReadOnlyList<SummedTerm> Of(Node root, RangeAnalysis ranges)
    {
        List<SummedTerm> terms = [];
        Add(root, 1);
        return terms;

        void Add(Node node, double factor)
        {
            switch (node)
            {
                case OperationNode { Operation.Name: "add" } sum:
                    Add(sum.First(), factor);
                    Add(sum.Second(), factor);
                    break;
                case OperationNode { Operation.Name: "subtract" } difference:
                    Add(difference.First(), factor);
                    Add(difference.Second(), -factor);
                    break;
                case OperationNode { Operation.Name: "negate" } negation:
                    Add(negation.First(), -factor);
                    break;
                case OperationNode { Operation.Name: "multiply" } product when product.First() is ConstantNode left:
                    Add(product.Second(), factor * left.Value);
                    break;
                case OperationNode { Operation.Name: "multiply" } product when product.Second() is ConstantNode right:
                    Add(product.First(), factor * right.Value);
                    break;
                case OperationNode { Operation.Name: "divide" } quotient when quotient.Second() is ConstantNode { Value: not 0 } divisor:
                    Add(quotient.First(), factor / divisor.Value);
                    break;
                case StopGradientNode stop:
                    Add(stop.Value, factor);
                    break;
                case { Domain: null }:
                    break;
                default:
                    terms.Add(new SummedTerm(node, factor, ranges.Of(node).Times(factor)));
                    break;
            }
        }
    }
}
