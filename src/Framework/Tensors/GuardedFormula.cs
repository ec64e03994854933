using TorchSharp;
using static Paragon.TensorFormula;
using static TorchSharp.torch;

namespace Paragon;

/// <summary>
/// Operations that can fail, for places that a condition guards: where they fail the value is what it would be, but it
/// is a constant, so the branch not taken sends back 0 and never NaN.
/// </summary>
public static class GuardedFormula
{
    /// <summary>x / y, without gradient where y is 0.</summary>
    public static BatchTensor GuardedDivide(Tensor x, Tensor y) => Guard(Equal(y, 0), y, 1, safe => x / safe, () => x.detach() / y.detach());

    /// <inheritdoc cref="GuardedDivide(Tensor, Tensor)"/>
    public static BatchTensor GuardedDivide(double x, Tensor y) => GuardedDivide(Like(y, x), y);

    /// <summary>√x, without gradient where x is not positive.</summary>
    public static BatchTensor GuardedSqrt(Tensor x) => Guard((BatchTensor)x <= 0, x, 1, safe => safe.sqrt(), () => x.detach().sqrt());

    /// <summary>log x, without gradient where x is not positive.</summary>
    public static BatchTensor GuardedLog(Tensor x) => Guard((BatchTensor)x <= 0, x, 1, safe => safe.log(), () => x.detach().log());

    /// <summary>log(1 + x), without gradient where x is at most -1.</summary>
    public static BatchTensor GuardedLogOnePlus(Tensor x) => Guard((BatchTensor)x <= -1, x, 0, safe => safe.log1p(), () => x.detach().log1p());

    /// <summary>log(1 - eˣ), without gradient where x is not negative.</summary>
    public static BatchTensor GuardedLogOneMinusExp(Tensor x) =>
        Guard((BatchTensor)x >= 0, x, -1, safe => LogOneMinusExp(safe), () => LogOneMinusExp(x.detach()));

    /// <summary>eˣ, without gradient where it overflows.</summary>
    public static BatchTensor GuardedExp(Tensor x) => Guard(x.detach().exp().isposinf(), x, 0, safe => safe.exp(), () => x.detach().exp());

    /// <summary>eˣ - 1, without gradient where it overflows.</summary>
    public static BatchTensor GuardedExpMinusOne(Tensor x) => Guard(x.detach().exp().isposinf(), x, 0, safe => safe.expm1(), () => x.detach().expm1());

    /// <summary>xʸ, without gradient where it or its slope is not finite.</summary>
    public static BatchTensor GuardedPow(Tensor x, Tensor y) =>
        Guard(Or(And((BatchTensor)x < 0, y.ne(y.floor())), And(Equal(x, 0), (BatchTensor)y < 1)), x, 1, safe => safe.pow(y), () => x.detach().pow(y.detach()));

    /// <inheritdoc cref="GuardedPow(Tensor, Tensor)"/>
    public static BatchTensor GuardedPow(Tensor x, double y) => GuardedPow(x, Like(x, y));

    /// <inheritdoc cref="GuardedPow(Tensor, Tensor)"/>
    public static BatchTensor GuardedPow(double x, Tensor y) => GuardedPow(Like(y, x), y);

    private static Tensor Guard(Tensor fails, Tensor x, double safe, Func<Tensor, Tensor> compute, Func<Tensor> asItIs) =>
        where(fails, asItIs(), compute(where(fails, Like(x, safe), x)));
}
