using TorchSharp;
using static TorchSharp.torch;

namespace Paragon;

/// <summary>
/// A tensor in generated code: libtorch's, with arithmetic and comparisons that hold a number until libtorch has read it.
/// </summary>
/// <remarks>
/// TorchSharp's own operators hand a number over by an object that nothing refers to any more while libtorch reads it. If
/// another thread collects garbage in that moment, the number is freed and libtorch reads what lies there ("Unknown scalar type",
/// "Expected false to be true"). A sum of two tensors has such a number too: the 1 that the second is multiplied with.
/// </remarks>
public readonly struct BatchTensor
{
    private readonly Tensor _values;

    private BatchTensor(Tensor values) => _values = values;

    /// <summary>libtorch's tensor as one of generated code.</summary>
    public static implicit operator BatchTensor(Tensor values) => new(values);

    /// <summary>The tensor itself.</summary>
    public static implicit operator Tensor(BatchTensor tensor) => tensor._values;

    /// <summary>Sum of all elements.</summary>
    public BatchTensor Sum() => _values.sum();

    /// <summary>-x.</summary>
    public static BatchTensor operator -(BatchTensor x) => x._values.neg();

    /// <summary>x + y.</summary>
    public static BatchTensor operator +(BatchTensor x, BatchTensor y)
    {
        using Scalar once = 1;
        return x._values.add(y._values, once);
    }

    /// <inheritdoc cref="op_Addition(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator +(BatchTensor x, double y)
    {
        using Scalar number = y;
        using Scalar once = 1;
        return x._values.add(number, once);
    }

    /// <inheritdoc cref="op_Addition(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator +(double x, BatchTensor y) => y + x;

    /// <summary>x - y.</summary>
    public static BatchTensor operator -(BatchTensor x, BatchTensor y) => x._values.sub(y._values);

    /// <inheritdoc cref="op_Subtraction(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator -(BatchTensor x, double y)
    {
        using Scalar number = y;
        return x._values.sub(number);
    }

    /// <inheritdoc cref="op_Subtraction(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator -(double x, BatchTensor y) => -y + x;

    /// <summary>x y.</summary>
    public static BatchTensor operator *(BatchTensor x, BatchTensor y) => x._values.mul(y._values);

    /// <inheritdoc cref="op_Multiply(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator *(BatchTensor x, double y)
    {
        using Scalar number = y;
        return x._values.mul(number);
    }

    /// <inheritdoc cref="op_Multiply(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator *(double x, BatchTensor y) => y * x;

    /// <summary>x / y.</summary>
    public static BatchTensor operator /(BatchTensor x, BatchTensor y) => x._values.div(y._values);

    /// <inheritdoc cref="op_Division(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator /(BatchTensor x, double y)
    {
        using Scalar number = y;
        return x._values.div(number);
    }

    /// <inheritdoc cref="op_Division(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator /(double x, BatchTensor y) => TensorFormula.Like(y, x).div(y._values);

    /// <summary>x &lt; y.</summary>
    public static BatchTensor operator <(BatchTensor x, BatchTensor y) => x._values.lt(y._values);

    /// <inheritdoc cref="op_LessThan(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator <(BatchTensor x, double y)
    {
        using Scalar number = y;
        return x._values.lt(number);
    }

    /// <inheritdoc cref="op_LessThan(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator <(double x, BatchTensor y) => y > x;

    /// <summary>x &gt; y.</summary>
    public static BatchTensor operator >(BatchTensor x, BatchTensor y) => x._values.gt(y._values);

    /// <inheritdoc cref="op_GreaterThan(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator >(BatchTensor x, double y)
    {
        using Scalar number = y;
        return x._values.gt(number);
    }

    /// <inheritdoc cref="op_GreaterThan(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator >(double x, BatchTensor y) => y < x;

    /// <summary>x ≤ y.</summary>
    public static BatchTensor operator <=(BatchTensor x, BatchTensor y) => x._values.le(y._values);

    /// <inheritdoc cref="op_LessThanOrEqual(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator <=(BatchTensor x, double y)
    {
        using Scalar number = y;
        return x._values.le(number);
    }

    /// <inheritdoc cref="op_LessThanOrEqual(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator <=(double x, BatchTensor y) => y >= x;

    /// <summary>x ≥ y.</summary>
    public static BatchTensor operator >=(BatchTensor x, BatchTensor y) => x._values.ge(y._values);

    /// <inheritdoc cref="op_GreaterThanOrEqual(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator >=(BatchTensor x, double y)
    {
        using Scalar number = y;
        return x._values.ge(number);
    }

    /// <inheritdoc cref="op_GreaterThanOrEqual(BatchTensor, BatchTensor)"/>
    public static BatchTensor operator >=(double x, BatchTensor y) => y <= x;
}
