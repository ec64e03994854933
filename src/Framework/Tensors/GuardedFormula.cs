using TorchSharp;
using static TorchSharp.torch;

namespace Paragon;

/// <summary>
/// Operations that can fail, for places that a condition guards: where they fail the value is what it would be, but it
/// is a constant, so the branch not taken sends back 0 and never NaN.
/// </summary>
public static class GuardedFormula
{
    /// <summary>x / y, without gradient where y is 0.</summary>
    public static Tensor GuardedDivide(Tensor x, Tensor y) => Guard(y.eq(0), y, 1, safe => x / safe, () => x.detach() / y.detach());

    /// <inheritdoc cref="GuardedDivide(Tensor, Tensor)"/>
    public static Tensor GuardedDivide(double x, Tensor y) => GuardedDivide(TensorFormula.Like(y, x), y);

    /// <summary>√x, without gradient where x is not positive.</summary>
    public static Tensor GuardedSqrt(Tensor x) => Guard(x.le(0), x, 1, safe => safe.sqrt(), () => x.detach().sqrt());

    /// <summary>log x, without gradient where x is not positive.</summary>
    public static Tensor GuardedLog(Tensor x) => Guard(x.le(0), x, 1, safe => safe.log(), () => x.detach().log());

    /// <summary>log(1 + x), without gradient where x is at most -1.</summary>
    public static Tensor GuardedLogOnePlus(Tensor x) => Guard(x.le(-1), x, 0, safe => safe.log1p(), () => x.detach().log1p());

    /// <summary>log(1 - eˣ), without gradient where x is not negative.</summary>
    public static Tensor GuardedLogOneMinusExp(Tensor x) =>
        Guard(x.ge(0), x, -1, TensorFormula.LogOneMinusExp, () => TensorFormula.LogOneMinusExp(x.detach()));

    /// <summary>eˣ, without gradient where it overflows.</summary>
    public static Tensor GuardedExp(Tensor x) => Guard(x.detach().exp().isposinf(), x, 0, safe => safe.exp(), () => x.detach().exp());

    /// <summary>eˣ - 1, without gradient where it overflows.</summary>
    public static Tensor GuardedExpMinusOne(Tensor x) => Guard(x.detach().exp().isposinf(), x, 0, safe => safe.expm1(), () => x.detach().expm1());

    /// <summary>xʸ, without gradient where it or its slope is not finite.</summary>
    public static Tensor GuardedPow(Tensor x, Tensor y) =>
        Guard(x.lt(0).logical_and(y.ne(y.floor())).logical_or(x.eq(0).logical_and(y.lt(1))), x, 1, safe => safe.pow(y), () => x.detach().pow(y.detach()));

    /// <inheritdoc cref="GuardedPow(Tensor, Tensor)"/>
    public static Tensor GuardedPow(Tensor x, double y) => GuardedPow(x, TensorFormula.Like(x, y));

    /// <inheritdoc cref="GuardedPow(Tensor, Tensor)"/>
    public static Tensor GuardedPow(double x, Tensor y) => GuardedPow(TensorFormula.Like(y, x), y);

    private static Tensor Guard(Tensor fails, Tensor x, double safe, Func<Tensor, Tensor> compute, Func<Tensor> asItIs) =>
        where(fails, asItIs(), compute(where(fails, TensorFormula.Like(x, safe), x)));
}
