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
    public static Tensor Exp(Tensor x) => x.exp();

    /// <summary>eˣ - 1.</summary>
    public static Tensor ExpMinusOne(Tensor x) => x.expm1();

    /// <summary>log x.</summary>
    public static Tensor Log(Tensor x) => x.log();

    /// <summary>log(1 + x).</summary>
    public static Tensor LogOnePlus(Tensor x) => x.log1p();

    /// <summary>log(1 - eˣ) for x &lt; 0; it switches form at -log 2, and neither form reaches the other's gradient.</summary>
    public static Tensor LogOneMinusExp(Tensor x)
    {
        const double Switch = -0.6931471805599453;
        Tensor near = x.gt(Switch);
        Tensor nearZero = (-where(near, x, full_like(x, Switch)).expm1()).log();
        Tensor farFromZero = (-where(near, full_like(x, Switch), x).exp()).log1p();
        return where(near, nearZero, farFromZero);
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static Tensor Sigmoid(Tensor x) => x.sigmoid();

    /// <summary>log σ(x).</summary>
    public static Tensor LogSigmoid(Tensor x) => nn.functional.logsigmoid(x);

    /// <summary>log(1 + eˣ), exact at both ends (PyTorch's own softplus is linear above 20).</summary>
    public static Tensor Softplus(Tensor x) => -nn.functional.logsigmoid(-x);

    /// <summary>tanh x.</summary>
    public static Tensor Tanh(Tensor x) => x.tanh();

    /// <summary>arctan x.</summary>
    public static Tensor Atan(Tensor x) => x.atan();

    /// <summary>sin x.</summary>
    public static Tensor Sin(Tensor x) => x.sin();

    /// <summary>cos x.</summary>
    public static Tensor Cos(Tensor x) => x.cos();

    /// <summary>|x|.</summary>
    public static Tensor Abs(Tensor x) => x.abs();

    /// <summary>-1, 0 or 1.</summary>
    public static Tensor Sign(Tensor x) => x.sign();

    /// <summary>√x.</summary>
    public static Tensor Sqrt(Tensor x) => x.sqrt();

    /// <summary>√x with derivative 0 at 0.</summary>
    public static Tensor Root(Tensor x)
    {
        Tensor positive = x.ne(0);
        return where(positive, where(positive, x, ones_like(x)).sqrt(), zeros_like(x));
    }

    /// <summary>x².</summary>
    public static Tensor Square(Tensor x) => x.square();

    /// <summary>xʸ.</summary>
    public static Tensor Pow(Tensor x, Tensor y) => x.pow(y);

    /// <inheritdoc cref="Pow(Tensor, Tensor)"/>
    public static Tensor Pow(Tensor x, double y) => x.pow(y);

    /// <inheritdoc cref="Pow(Tensor, Tensor)"/>
    public static Tensor Pow(double x, Tensor y) => Like(y, x).pow(y);

    /// <summary>Largest whole number that is at most x.</summary>
    public static Tensor Floor(Tensor x) => x.floor();

    /// <summary>The smaller; a tie halves the gradient.</summary>
    public static Tensor Min(Tensor x, Tensor y) => minimum(x, y);

    /// <inheritdoc cref="Min(Tensor, Tensor)"/>
    public static Tensor Min(Tensor x, double y) => minimum(x, Like(x, y));

    /// <inheritdoc cref="Min(Tensor, Tensor)"/>
    public static Tensor Min(double x, Tensor y) => minimum(Like(y, x), y);

    /// <summary>The larger; a tie halves the gradient.</summary>
    public static Tensor Max(Tensor x, Tensor y) => maximum(x, y);

    /// <inheritdoc cref="Max(Tensor, Tensor)"/>
    public static Tensor Max(Tensor x, double y) => maximum(x, Like(x, y));

    /// <inheritdoc cref="Max(Tensor, Tensor)"/>
    public static Tensor Max(double x, Tensor y) => maximum(Like(y, x), y);

    /// <summary>x held inside [low, high]; the gradient passes on the closed interval.</summary>
    public static Tensor Clamp(Tensor x, double low, double high) => x.clamp(low, high);

    /// <inheritdoc cref="Clamp(Tensor, double, double)"/>
    public static Tensor Clamp(Tensor x, Tensor low, Tensor high) => clamp(x, low, high);

    /// <inheritdoc cref="Clamp(Tensor, double, double)"/>
    public static Tensor Clamp(Tensor x, double low, Tensor high) => clamp(x, Like(high, low), high);

    /// <inheritdoc cref="Clamp(Tensor, double, double)"/>
    public static Tensor Clamp(Tensor x, Tensor low, double high) => clamp(x, low, Like(low, high));

    /// <summary>x = y.</summary>
    public static Tensor Equal(Tensor x, Tensor y) => x.eq(y);

    /// <inheritdoc cref="Equal(Tensor, Tensor)"/>
    public static Tensor Equal(Tensor x, double y) => x.eq(y);

    /// <inheritdoc cref="Equal(Tensor, Tensor)"/>
    public static Tensor Equal(double x, Tensor y) => y.eq(x);

    /// <summary>Not.</summary>
    public static Tensor Not(Tensor x) => x.logical_not();

    /// <summary>Both.</summary>
    public static Tensor And(Tensor x, Tensor y) => x.logical_and(y);

    /// <inheritdoc cref="And(Tensor, Tensor)"/>
    public static Tensor And(Tensor x, bool y) => x.logical_and(Truth(x, y));

    /// <inheritdoc cref="And(Tensor, Tensor)"/>
    public static Tensor And(bool x, Tensor y) => And(y, x);

    /// <summary>Either.</summary>
    public static Tensor Or(Tensor x, Tensor y) => x.logical_or(y);

    /// <inheritdoc cref="Or(Tensor, Tensor)"/>
    public static Tensor Or(Tensor x, bool y) => x.logical_or(Truth(x, y));

    /// <inheritdoc cref="Or(Tensor, Tensor)"/>
    public static Tensor Or(bool x, Tensor y) => Or(y, x);

    /// <summary>One value where a condition holds, another elsewhere.</summary>
    public static Tensor Select(Tensor condition, Tensor then, Tensor otherwise) => where(condition, then, otherwise);

    /// <inheritdoc cref="Select(Tensor, Tensor, Tensor)"/>
    public static Tensor Select(Tensor condition, Tensor then, double otherwise) => where(condition, then, Like(then, otherwise));

    /// <inheritdoc cref="Select(Tensor, Tensor, Tensor)"/>
    public static Tensor Select(Tensor condition, double then, Tensor otherwise) => where(condition, Like(otherwise, then), otherwise);

    /// <inheritdoc cref="Select(Tensor, Tensor, Tensor)"/>
    public static Tensor Select(Tensor condition, Tensor then, bool otherwise) => where(condition, then, Truth(then, otherwise));

    /// <inheritdoc cref="Select(Tensor, Tensor, Tensor)"/>
    public static Tensor Select(Tensor condition, bool then, Tensor otherwise) => where(condition, Truth(otherwise, then), otherwise);

    /// <summary>The value as a constant.</summary>
    public static Tensor StopGradient(Tensor x) => x.detach();

    internal static Tensor Like(Tensor x, double value) => full(1, value, x.dtype, x.device);

    private static Tensor Truth(Tensor x, bool value) => full(1, value ? 1 : 0, ScalarType.Bool, x.device);
}
