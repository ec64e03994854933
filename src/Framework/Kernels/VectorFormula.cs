using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Paragon.Formulas;

namespace Paragon.Kernels;

/// <summary>The functions of <see cref="Formula"/> on vectors: what generated kernels call, so that they read like the formula.</summary>
/// <remarks>
/// Where vectors of 512 bits are made of halves, the dear functions are calls: written out, they would use up what the
/// compiler is willing to write into one loop.
/// Truth values are lanes with all bits set or none. Error bounds are those of <see cref="VectorExponential"/> unless a function says otherwise.
/// </remarks>
public static class VectorFormula
{
    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exp<T>(Vector512<T> x)
        where T : unmanaged => Vector512.IsHardwareAccelerated ? InlineExp(x) : CalledExp(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> CalledExp<T>(Vector512<T> x)
        where T : unmanaged => InlineExp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> InlineExp<T>(Vector512<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? VectorExponential.Exp(x.As<T, float>()).As<float, T>() : Vector512.Exp(x.As<T, double>()).As<double, T>();

    /// <summary>eˣ - 1, accurate near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> ExpMinusOne<T>(Vector512<T> x)
        where T : unmanaged => Vector512.IsHardwareAccelerated ? InlineExpMinusOne(x) : CalledExpMinusOne(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> CalledExpMinusOne<T>(Vector512<T> x)
        where T : unmanaged => InlineExpMinusOne(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> InlineExpMinusOne<T>(Vector512<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? VectorExponential.ExpMinusOne(x.As<T, float>()).As<float, T>() : VectorExponential.ExpMinusOne(x.As<T, double>()).As<double, T>();

    /// <summary>log x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Log<T>(Vector512<T> x)
        where T : unmanaged => Vector512.IsHardwareAccelerated ? InlineLog(x) : CalledLog(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> CalledLog<T>(Vector512<T> x)
        where T : unmanaged => InlineLog(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> InlineLog<T>(Vector512<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Vector512.Log(x.As<T, float>()).As<float, T>() : Vector512.Log(x.As<T, double>()).As<double, T>();

    /// <summary>log(1 + x), accurate near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LogOnePlus<T>(Vector512<T> x)
        where T : unmanaged => Vector512.IsHardwareAccelerated ? InlineLogOnePlus(x) : CalledLogOnePlus(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> CalledLogOnePlus<T>(Vector512<T> x)
        where T : unmanaged => InlineLogOnePlus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> InlineLogOnePlus<T>(Vector512<T> x)
        where T : unmanaged
    {
        // The quotient repairs what rounding 1 + x lost: both logarithm and difference are of the same rounded number.
        Vector512<T> u = Lanes.Of<T>(1) + x;
        Vector512<T> exact = Vector512.Equals(u, Lanes.Of<T>(1)) | Vector512.Equals(Vector512.Abs(u), Lanes.Of<T>(double.PositiveInfinity));
        return Vector512.ConditionalSelect(exact, x, Log(u) * x / (u - Lanes.Of<T>(1)));
    }

    /// <summary>log(1 - eˣ) for x &lt; 0; it switches form at -log 2.</summary>
    public static Vector512<T> LogOneMinusExp<T>(Vector512<T> x)
        where T : unmanaged =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Lanes.Of<T>(-0.6931471805599453)), Log(-ExpMinusOne(x)), LogOnePlus(-Exp(x)));

    /// <summary>1 / (1 + e⁻ˣ) without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sigmoid<T>(Vector512<T> x)
        where T : unmanaged => Vector512.IsHardwareAccelerated ? InlineSigmoid(x) : CalledSigmoid(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> CalledSigmoid<T>(Vector512<T> x)
        where T : unmanaged => InlineSigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> InlineSigmoid<T>(Vector512<T> x)
        where T : unmanaged
    {
        Vector512<T> e = Exp(-Vector512.Abs(x));
        Vector512<T> numerator = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<T>.Zero), e, Lanes.Of<T>(1));
        return numerator / (Lanes.Of<T>(1) + e);
    }

    /// <summary>log(1 + eˣ) without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Softplus<T>(Vector512<T> x)
        where T : unmanaged => Vector512.IsHardwareAccelerated ? InlineSoftplus(x) : CalledSoftplus(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> CalledSoftplus<T>(Vector512<T> x)
        where T : unmanaged => InlineSoftplus(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> InlineSoftplus<T>(Vector512<T> x)
        where T : unmanaged => Vector512.Max(x, Vector512<T>.Zero) + LogOnePlus(Exp(-Vector512.Abs(x)));

    /// <summary>log σ(x) without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LogSigmoid<T>(Vector512<T> x)
        where T : unmanaged => -Softplus(-x);

    /// <summary>tanh x.</summary>
    public static Vector512<T> Tanh<T>(Vector512<T> x)
        where T : unmanaged
    {
        Vector512<T> t = ExpMinusOne(Lanes.Of<T>(-2) * Vector512.Abs(x));
        return Vector512.CopySign(-t / (Lanes.Of<T>(2) + t), x);
    }

    /// <summary>arctan x.</summary>
    public static Vector512<T> Atan<T>(Vector512<T> x)
        where T : unmanaged => Each(x, Math.Atan);

    /// <summary>sin x.</summary>
    public static Vector512<T> Sin<T>(Vector512<T> x)
        where T : unmanaged => Each(x, Math.Sin);

    /// <summary>cos x.</summary>
    public static Vector512<T> Cos<T>(Vector512<T> x)
        where T : unmanaged => Each(x, Math.Cos);

    /// <summary>|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Abs<T>(Vector512<T> x)
        where T : unmanaged => Vector512.Abs(x);

    /// <summary>-1, 0 or 1; NaN of NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sign<T>(Vector512<T> x)
        where T : unmanaged =>
        Vector512.ConditionalSelect(Vector512.Equals(x, x) & ~Vector512.Equals(x, Vector512<T>.Zero), Vector512.CopySign(Lanes.Of<T>(1), x), x);

    /// <summary>√x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Sqrt<T>(Vector512<T> x)
        where T : unmanaged => Vector512.Sqrt(x);

    /// <summary>√x; its derivative is 0 at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Root<T>(Vector512<T> x)
        where T : unmanaged => Vector512.Sqrt(x);

    /// <summary>x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Square<T>(Vector512<T> x)
        where T : unmanaged => x * x;

    /// <summary>xʸ, in double precision lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<T> Pow<T>(Vector512<T> x, Vector512<T> y)
        where T : unmanaged
    {
        Vector512<T> result = x;
        for (int i = 0; i < Vector512<T>.Count; i++)
        {
            result = With(result, i, Math.Pow(At(x, i), At(y, i)));
        }

        return result;
    }

    /// <summary>Largest whole number that is at most x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Floor<T>(Vector512<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Vector512.Floor(x.As<T, float>()).As<float, T>() : Vector512.Floor(x.As<T, double>()).As<double, T>();

    /// <summary>The smaller; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Min<T>(Vector512<T> x, Vector512<T> y)
        where T : unmanaged => Vector512.Min(x, y);

    /// <summary>The larger; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Max<T>(Vector512<T> x, Vector512<T> y)
        where T : unmanaged => Vector512.Max(x, y);

    /// <summary>x held inside [low, high].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Clamp<T>(Vector512<T> x, Vector512<T> low, Vector512<T> high)
        where T : unmanaged => Vector512.Min(Vector512.Max(x, low), high);

    /// <summary>x &lt; y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Less<T>(Vector512<T> x, Vector512<T> y)
        where T : unmanaged => Vector512.LessThan(x, y);

    /// <summary>x ≤ y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LessOrEqual<T>(Vector512<T> x, Vector512<T> y)
        where T : unmanaged => Vector512.LessThanOrEqual(x, y);

    /// <summary>x = y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Equal<T>(Vector512<T> x, Vector512<T> y)
        where T : unmanaged => Vector512.Equals(x, y);

    /// <summary>Not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Not<T>(Vector512<T> x)
        where T : unmanaged => ~x;

    /// <summary>Both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> And<T>(Vector512<T> x, Vector512<T> y)
        where T : unmanaged => x & y;

    /// <summary>Either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Or<T>(Vector512<T> x, Vector512<T> y)
        where T : unmanaged => x | y;

    /// <summary>One value where a condition holds, another elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select<T>(Vector512<T> condition, Vector512<T> then, Vector512<T> otherwise)
        where T : unmanaged => Vector512.ConditionalSelect(condition, then, otherwise);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector512<T> Each<T>(Vector512<T> x, Func<double, double> function)
        where T : unmanaged
    {
        for (int i = 0; i < Vector512<T>.Count; i++)
        {
            x = With(x, i, function(At(x, i)));
        }

        return x;
    }

    private static double At<T>(Vector512<T> x, int lane)
        where T : unmanaged => typeof(T) == typeof(float) ? x.As<T, float>()[lane] : x.As<T, double>()[lane];

    private static Vector512<T> With<T>(Vector512<T> x, int lane, double value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? x.As<T, float>().WithElement(lane, (float)value).As<float, T>() : x.As<T, double>().WithElement(lane, value).As<double, T>();
}
