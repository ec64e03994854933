using Paragon.Formulas;
using Paragon.Tests.Shared;

namespace Paragon.Compiler.Tests.Fuzzing;

/// <summary>
/// A value as its graph gives it on one batch, with the interval that holds it exactly: it tells rounding from errors, and whether
/// something on the way was too large or undefined.
/// </summary>
/// <param name="root">The graph.</param>
/// <param name="batch">The batch.</param>
/// <param name="option">Values of the options.</param>
internal sealed class Reference(Node root, PackedBatch batch, Func<string, double> option)
{
    private const double Tolerance = 1e-9;

    private readonly Evaluator _evaluator = new(new PackedBatchData(batch), option);
    private Interval[]? _exact;

    /// <summary>What is computed.</summary>
    public Node Root => root;

    /// <summary>The values, one for each element or one alone.</summary>
    public double[] Values => _evaluator.Evaluate(root);

    /// <summary>Whether every value on the way is finite, also where nobody looks.</summary>
    public bool IsFinite => Traversal.Sorted(root).All(node => _evaluator.Evaluate(node).All(double.IsFinite));

    /// <summary>Whether the graph computes something in another, stabler form than the text.</summary>
    public bool IsRewritten => Traversal.Sorted(root).Any(node => node is OperationNode { Operation.Name: "softplus" or "logsigmoid" or "expm1" });

    /// <summary>Whether another value of an element may be the exact one.</summary>
    public bool Agrees(int row, double value)
    {
        double own = Values[row];
        if (Math.Abs(own - value) <= Tolerance * (1 + Math.Abs(own)))
        {
            return true;
        }

        Interval exact = (_exact ??= new Enclosure(_evaluator).Of(root))[row];
        double slack = Math.Max(exact.High - exact.Low, Tolerance * (1 + Math.Abs(own)));
        return value >= exact.Low - slack && value <= exact.High + slack;
    }

    /// <summary>
    /// Whether rounding alone may keep a value on the way from being undefined: a quotient that is nearly 0/0, infinity times what is nearly 0.
    /// </summary>
    public bool MayBeUndefined
    {
        get
        {
            Enclosure enclosure = new(_evaluator);
            return Traversal.Sorted(root).Any(node => _evaluator.Evaluate(node).Zip(enclosure.Of(node)).Any(pair => !double.IsNaN(pair.First) && pair.Second == Interval.All));
        }
    }

    /// <summary>Whether the interval of an element says anything about it.</summary>
    public bool IsSharp(int row)
    {
        Interval exact = (_exact ??= new Enclosure(_evaluator).Of(root))[row];
        return exact.High - exact.Low < 1e-3 * (1 + Math.Abs(Values[row]));
    }
}
