using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Paragon.Kernels;

/// <summary>eˣ and eˣ - 1 on vectors.</summary>
/// <remarks>In float32 the relative error is at most 1.5e-7 for eˣ and 2.5e-7 for eˣ - 1; in float64 at most 4e-15 and 5e-15 (tested against 25 digits).</remarks>
internal static class VectorExponential
{
    // Cephes' expf: e^x = 2^n e^r with |r| ≤ log(2)/2, and a polynomial of degree 7 for e^r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // Beyond these the result is 0 or ∞; inside the powers of two stay normal in two factors. NaN stays NaN.
        Vector512<float> bounded = Vector512.Min(Vector512.Max(x, Vector512.Create(-104f)), Vector512.Create(89f));
        Vector512<float> n = Vector512.Round(bounded * Vector512.Create(1.44269504f));
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), bounded);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), r);
        Vector512<float> p = Vector512.Create(1.9875691500e-4f);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.3981999507e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(5.0000001201e-1f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r) + Vector512<float>.One;

        // 2ⁿ as a product of two halves, so that results below the normal numbers and infinity come out right.
        Vector512<int> whole = Vector512.ConvertToInt32(n);
        Vector512<int> half = whole >> 1;
        return p * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpMinusOne(Vector512<float> x)
    {
        Vector512<float> p = Vector512.Create(1f / 5040);
        p = Vector512.FusedMultiplyAdd(p, x, Vector512.Create(1f / 720));
        p = Vector512.FusedMultiplyAdd(p, x, Vector512.Create(1f / 120));
        p = Vector512.FusedMultiplyAdd(p, x, Vector512.Create(1f / 24));
        p = Vector512.FusedMultiplyAdd(p, x, Vector512.Create(1f / 6));
        p = Vector512.FusedMultiplyAdd(p, x, Vector512.Create(1f / 2));
        Vector512<float> near = Vector512.FusedMultiplyAdd(p, x * x, x);
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(0.4f)), near, Exp(x) - Vector512<float>.One);
    }

    public static Vector512<double> ExpMinusOne(Vector512<double> x)
    {
        // Kahan: the error of e^x - 1 is repaired by the logarithm of the same rounded e^x.
        Vector512<double> one = Vector512<double>.One;
        Vector512<double> u = Vector512.Exp(x);
        Vector512<double> near = Vector512.ConditionalSelect(Vector512.Equals(u, one), x, (u - one) * x / Vector512.Log(u));
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), Vector512.Create(1.0)), near, u - one);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> exponent) => ((exponent + Vector512.Create(127)) << 23).AsSingle();
}
