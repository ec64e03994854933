using System.Runtime.CompilerServices;
using Paragon.Formulas;

namespace Paragon.Kernels;

/// <summary>The functions of <see cref="Formula"/> on vectors: what generated kernels call, so that they read like the formula.</summary>
/// <remarks>
/// In float32 the relative error is at most 1.5e-7 for eˣ and 3e-7 for what is made of it, in float64 at most 4e-15 and 5e-15; that of
/// log x at most 1e-7 and 4e-16 (tested against 25 digits).
/// </remarks>
public static class VectorFormula
{
    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Exp(x);

    /// <summary>eˣ - 1, accurate near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ExpMinusOne<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => ExpMinusOne(x, TLanes.Exp(x));

    /// <summary>eˣ - 1, accurate near zero, where eˣ is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes ExpMinusOne<TLanes>(TLanes x, TLanes exp)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (!TLanes.IsSingle)
        {
            return Repaired(x, exp);
        }

        TLanes p = TLanes.MultiplyAdd(TLanes.Of(1.0 / 5040), x, TLanes.Of(1.0 / 720));
        p = TLanes.MultiplyAdd(p, x, TLanes.Of(1.0 / 120));
        p = TLanes.MultiplyAdd(p, x, TLanes.Of(1.0 / 24));
        p = TLanes.MultiplyAdd(p, x, TLanes.Of(1.0 / 6));
        p = TLanes.MultiplyAdd(p, x, TLanes.Of(1.0 / 2));
        return Select(Less(Abs(x), TLanes.Of(0.4)), TLanes.MultiplyAdd(p, x * x, x), exp - TLanes.Of(1));
    }

    /// <summary>log x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Log(x);

    /// <summary>log(1 + x), accurate near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LogOnePlus<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        // The quotient repairs what rounding 1 + x lost: both logarithm and difference are of the same rounded number.
        TLanes u = TLanes.Of(1) + x;
        TLanes exact = Equal(u, TLanes.Of(1)) | Equal(Abs(u), TLanes.Of(double.PositiveInfinity));
        return Select(exact, x, Log(u) * x / (u - TLanes.Of(1)));
    }

    /// <summary>log(1 - eˣ) for x &lt; 0; it switches form at -log 2.</summary>
    public static TLanes LogOneMinusExp<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Select(Less(TLanes.Of(-0.6931471805599453), x), Log(-ExpMinusOne(x)), LogOnePlus(-Exp(x)));

    /// <summary>1 / (1 + e⁻ˣ) without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes e = Exp(-Abs(x));
        return Select(Less(x, default), e, TLanes.Of(1)) / (TLanes.Of(1) + e);
    }

    /// <summary>log(1 + eˣ) without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Softplus<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => Max(x, default) + LogOnePlus(Exp(-Abs(x)));

    /// <summary>log σ(x) without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LogSigmoid<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => -Softplus(-x);

    /// <summary>tanh x.</summary>
    public static TLanes Tanh<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes t = ExpMinusOne(TLanes.Of(-2) * Abs(x));
        return CopySign(-t / (TLanes.Of(2) + t), x);
    }

    /// <summary>arctan x.</summary>
    public static TLanes Atan<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => Each(x, Math.Atan);

    /// <summary>sin x.</summary>
    public static TLanes Sin<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => Each(x, Math.Sin);

    /// <summary>cos x.</summary>
    public static TLanes Cos<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => Each(x, Math.Cos);

    /// <summary>|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Abs<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => x & ~TLanes.Of(-0.0);

    /// <summary>-1, 0 or 1; NaN of NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sign<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => Select(Equal(x, x) & ~Equal(x, default), CopySign(TLanes.Of(1), x), x);

    /// <summary>√x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sqrt<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Sqrt(x);

    /// <summary>√x; its derivative is 0 at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Root<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Sqrt(x);

    /// <summary>x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Square<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => x * x;

    /// <summary>xʸ, in double precision lane by lane.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TLanes Pow<TLanes>(TLanes x, TLanes y)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes result = x;
        for (int i = 0; i < TLanes.Count; i++)
        {
            result = Lanes.With(result, i, Math.Pow(Lanes.At(x, i), Lanes.At(y, i)));
        }

        return result;
    }

    /// <summary>Largest whole number that is at most x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Floor<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Floor(x);

    /// <summary>The smaller; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Min<TLanes>(TLanes x, TLanes y)
        where TLanes : unmanaged, ILanes<TLanes> => Select(Equal(x, x), TLanes.Smaller(x, y), x);

    /// <summary>The larger; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Max<TLanes>(TLanes x, TLanes y)
        where TLanes : unmanaged, ILanes<TLanes> => Select(Equal(x, x), TLanes.Larger(x, y), x);

    /// <summary>x held inside [low, high]; NaN where any is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Clamp<TLanes>(TLanes x, TLanes low, TLanes high)
        where TLanes : unmanaged, ILanes<TLanes> => Min(Max(x, low), high);

    /// <summary>x &lt; y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Less<TLanes>(TLanes x, TLanes y)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Less(x, y);

    /// <summary>x ≤ y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LessOrEqual<TLanes>(TLanes x, TLanes y)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.LessOrEqual(x, y);

    /// <summary>x = y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Equal<TLanes>(TLanes x, TLanes y)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Equal(x, y);

    /// <summary>Not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Not<TLanes>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => ~x;

    /// <summary>Both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes And<TLanes>(TLanes x, TLanes y)
        where TLanes : unmanaged, ILanes<TLanes> => x & y;

    /// <summary>Either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Or<TLanes>(TLanes x, TLanes y)
        where TLanes : unmanaged, ILanes<TLanes> => x | y;

    /// <summary>One value where a condition holds, another elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Select<TLanes>(TLanes condition, TLanes then, TLanes otherwise)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Select(condition, then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes CopySign<TLanes>(TLanes x, TLanes sign)
        where TLanes : unmanaged, ILanes<TLanes> => Abs(x) | (sign & TLanes.Of(-0.0));

    /// <summary>Kahan: the error of eˣ - 1 is repaired by the logarithm of the same rounded eˣ.</summary>
    private static TLanes Repaired<TLanes>(TLanes x, TLanes exp)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes one = TLanes.Of(1);
        TLanes near = Select(Equal(exp, one), x, (exp - one) * x / TLanes.Log(exp));
        return Select(Less(Abs(x), one), near, exp - one);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes Each<TLanes>(TLanes x, Func<double, double> function)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes result = x;
        for (int i = 0; i < TLanes.Count; i++)
        {
            result = Lanes.With(result, i, function(Lanes.At(x, i)));
        }

        return result;
    }
}
