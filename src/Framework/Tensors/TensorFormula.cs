using TorchSharp;
using static TorchSharp.torch;

namespace Paragon;

/// <summary>
/// The functions of <see cref="Formula"/> on tensors: what generated code calls, so that it reads like the formula. The
/// overloads on numbers serve what options alone decide.
/// </summary>
public static class TensorFormula
{
    /// <summary>eˣ.</summary>
    public static BatchTensor Exp(Tensor x) => x.exp();

    /// <summary>eˣ - 1.</summary>
    public static BatchTensor ExpMinusOne(Tensor x) => x.expm1();

    /// <summary>log x.</summary>
    public static BatchTensor Log(Tensor x) => x.log();

    /// <summary>log(1 + x).</summary>
    public static BatchTensor LogOnePlus(Tensor x) => x.log1p();

    /// <summary>log(1 - eˣ) for x &lt; 0; it switches form at -log 2, and neither form reaches the other's gradient.</summary>
    public static BatchTensor LogOneMinusExp(Tensor x)
    {
        const double Switch = -0.6931471805599453;
        Tensor near = (BatchTensor)x > Switch;
        Tensor nearZero = (-where(near, x, Like(x, Switch)).expm1()).log();
        Tensor farFromZero = (-where(near, Like(x, Switch), x).exp()).log1p();
        return where(near, nearZero, farFromZero);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static BatchTensor Sigmoid(Tensor x) => x.sigmoid();

    /// <summary>log σ(x).</summary>
    public static BatchTensor LogSigmoid(Tensor x) => nn.functional.logsigmoid(x);

    /// <summary>log(1 + eˣ), exact at both ends (PyTorch's own softplus is linear above 20).</summary>
    public static BatchTensor Softplus(Tensor x) => -nn.functional.logsigmoid(-x);

    /// <summary>tanh x.</summary>
    public static BatchTensor Tanh(Tensor x) => x.tanh();

    /// <summary>arctan x.</summary>
    public static BatchTensor Atan(Tensor x) => x.atan();

    /// <summary>sin x.</summary>
    public static BatchTensor Sin(Tensor x) => x.sin();

    /// <summary>cos x.</summary>
    public static BatchTensor Cos(Tensor x) => x.cos();

    /// <summary>|x|.</summary>
    public static BatchTensor Abs(Tensor x) => x.abs();

    /// <summary>-1, 0 or 1; NaN of NaN, of which libtorch's is 0.</summary>
    public static BatchTensor Sign(Tensor x) => where(x.isnan(), x.detach(), x.sign());

    /// <summary>√x.</summary>
    public static BatchTensor Sqrt(Tensor x) => x.sqrt();

    /// <summary>√x with derivative 0 at 0.</summary>
    public static BatchTensor Root(Tensor x)
    {
        Tensor positive = IsNot(x, 0);
        return where(positive, where(positive, x, ones_like(x)).sqrt(), zeros_like(x));
    }

    /// <summary>x².</summary>
    public static BatchTensor Square(Tensor x) => x.mul(x);

    /// <summary>xʸ.</summary>
    public static BatchTensor Pow(Tensor x, Tensor y) => x.pow(y);

    /// <inheritdoc cref="Pow(Tensor, Tensor)"/>
    public static BatchTensor Pow(Tensor x, double y)
    {
        using Scalar number = y;
        return x.pow(number);
    }

    /// <inheritdoc cref="Pow(Tensor, Tensor)"/>
    public static BatchTensor Pow(double x, Tensor y) => Like(y, x).pow(y);

    /// <summary>Largest whole number that is at most x.</summary>
    public static BatchTensor Floor(Tensor x) => x.floor();

    /// <summary>The smaller; a tie halves the gradient.</summary>
    public static BatchTensor Min(Tensor x, Tensor y) => minimum(x, y);

    /// <inheritdoc cref="Min(Tensor, Tensor)"/>
    public static BatchTensor Min(Tensor x, double y) => minimum(x, Like(x, y));

    /// <inheritdoc cref="Min(Tensor, Tensor)"/>
    public static BatchTensor Min(double x, Tensor y) => minimum(Like(y, x), y);

    /// <summary>The larger; a tie halves the gradient.</summary>
    public static BatchTensor Max(Tensor x, Tensor y) => maximum(x, y);

    /// <inheritdoc cref="Max(Tensor, Tensor)"/>
    public static BatchTensor Max(Tensor x, double y) => maximum(x, Like(x, y));

    /// <inheritdoc cref="Max(Tensor, Tensor)"/>
    public static BatchTensor Max(double x, Tensor y) => maximum(Like(y, x), y);

    /// <summary>x held inside [low, high]; the gradient passes on the closed interval.</summary>
    public static BatchTensor Clamp(Tensor x, double low, double high)
    {
        using Scalar least = low;
        using Scalar most = high;
        return x.clamp(least, most);
    }

    /// <inheritdoc cref="Clamp(Tensor, double, double)"/>
    public static BatchTensor Clamp(Tensor x, Tensor low, Tensor high) => clamp(x, low, high);

    /// <inheritdoc cref="Clamp(Tensor, double, double)"/>
    public static BatchTensor Clamp(Tensor x, double low, Tensor high) => clamp(x, Like(high, low), high);

    /// <inheritdoc cref="Clamp(Tensor, double, double)"/>
    public static BatchTensor Clamp(Tensor x, Tensor low, double high) => clamp(x, low, Like(low, high));

    /// <summary>x = y.</summary>
    public static BatchTensor Equal(Tensor x, Tensor y) => x.eq(y);

    /// <inheritdoc cref="Equal(Tensor, Tensor)"/>
    public static BatchTensor Equal(Tensor x, double y)
    {
        using Scalar number = y;
        return x.eq(number);
    }

    /// <inheritdoc cref="Equal(Tensor, Tensor)"/>
    public static BatchTensor Equal(double x, Tensor y) => Equal(y, x);

    /// <summary>Not.</summary>
    public static BatchTensor Not(Tensor x) => x.logical_not();

    /// <summary>Both.</summary>
    public static BatchTensor And(Tensor x, Tensor y) => x.logical_and(y);

    /// <inheritdoc cref="And(Tensor, Tensor)"/>
    public static BatchTensor And(Tensor x, bool y) => x.logical_and(Truth(x, y));

    /// <inheritdoc cref="And(Tensor, Tensor)"/>
    public static BatchTensor And(bool x, Tensor y) => And(y, x);

    /// <summary>Either.</summary>
    public static BatchTensor Or(Tensor x, Tensor y) => x.logical_or(y);

    /// <inheritdoc cref="Or(Tensor, Tensor)"/>
    public static BatchTensor Or(Tensor x, bool y) => x.logical_or(Truth(x, y));

    /// <inheritdoc cref="Or(Tensor, Tensor)"/>
    public static BatchTensor Or(bool x, Tensor y) => Or(y, x);

    /// <summary>One value where a condition holds, another elsewhere.</summary>
    public static BatchTensor Select(Tensor condition, Tensor then, Tensor otherwise) => where(condition, then, otherwise);

    /// <inheritdoc cref="Select(Tensor, Tensor, Tensor)"/>
    public static BatchTensor Select(Tensor condition, Tensor then, double otherwise) => where(condition, then, Like(then, otherwise));

    /// <inheritdoc cref="Select(Tensor, Tensor, Tensor)"/>
    public static BatchTensor Select(Tensor condition, double then, Tensor otherwise) => where(condition, Like(otherwise, then), otherwise);

    /// <inheritdoc cref="Select(Tensor, Tensor, Tensor)"/>
    public static BatchTensor Select(Tensor condition, Tensor then, bool otherwise) => where(condition, then, Truth(then, otherwise));

    /// <inheritdoc cref="Select(Tensor, Tensor, Tensor)"/>
    public static BatchTensor Select(Tensor condition, bool then, Tensor otherwise) => where(condition, Truth(otherwise, then), otherwise);

    /// <summary>The value as a constant.</summary>
    public static BatchTensor StopGradient(Tensor x) => x.detach();

    internal static Tensor Like(Tensor x, double value)
    {
        using Scalar number = value;
        return full(1, number, x.dtype, x.device);
    }

    /// <summary>x ≠ y.</summary>
    internal static Tensor IsNot(Tensor x, double y)
    {
        using Scalar number = y;
        return x.ne(number);
    }

    private static Tensor Truth(Tensor x, bool value)
    {
        using Scalar number = value ? 1 : 0;
        return full(1, number, ScalarType.Bool, x.device);
    }
}
