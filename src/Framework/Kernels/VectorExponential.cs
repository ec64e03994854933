using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Paragon.Kernels;

/// <summary>eˣ in float32 on vectors, for each width with the instructions that it has.</summary>
/// <remarks>Cephes' expf: eˣ = 2ⁿ eʳ with |r| ≤ log(2)/2, and a polynomial of degree 7 for eʳ. The relative error is at most 1.5e-7 (tested against 25 digits).</remarks>
internal static class VectorExponential
{
    // Beyond these the result is 0 or ∞.
    private const float Least = -104;
    private const float Most = 89;
    private const float Log2E = 1.44269504f;

    // -log 2 in two parts, so that n times the first is exact.
    private const float MinusLog2 = -0.693359375f;
    private const float RestOfLog2 = 2.12194440e-4f;
    private const float C7 = 1.9875691500e-4f;
    private const float C6 = 1.3981999507e-3f;
    private const float C5 = 8.3334519073e-3f;
    private const float C4 = 4.1665795894e-2f;
    private const float C3 = 1.6666665459e-1f;
    private const float C2 = 5.0000001201e-1f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        // Of a number and NaN the instruction gives the second operand: NaN stays NaN.
        Vector256<float> bounded = Vector256.MinNative(Vector256.Create(Most), Vector256.MaxNative(Vector256.Create(Least), x));
        Vector256<float> n = Vector256.Round(bounded * Vector256.Create(Log2E));
        Vector256<float> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(MinusLog2), bounded);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(RestOfLog2), r);
        Vector256<float> p = Vector256.FusedMultiplyAdd(Vector256.Create(C7), r, Vector256.Create(C6));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(C5));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(C4));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(C3));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(C2));
        p = Vector256.FusedMultiplyAdd(p, r * r, r) + Vector256<float>.One;

        // 2ⁿ as a product of two halves, so that results below the normal numbers and infinity come out right. The first goes into the exponent's bits as it is.
        Vector256<int> whole = Vector256.ConvertToInt32Native(n);
        Vector256<int> half = whole >> 1;
        return (p.AsInt32() + (half << 23)).AsSingle() * ((whole - half + Vector256.Create(127)) << 23).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        if (!Avx512F.IsSupported)
        {
            return Vector512.Create(Exp(x.GetLower()), Exp(x.GetUpper()));
        }

        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(Most), Vector512.MaxNative(Vector512.Create(Least), x));
        Vector512<float> n = Vector512.Round(bounded * Vector512.Create(Log2E));
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(MinusLog2), bounded);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(RestOfLog2), r);
        Vector512<float> p = Vector512.FusedMultiplyAdd(Vector512.Create(C7), r, Vector512.Create(C6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(C5));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(C4));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(C3));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(C2));
        return Avx512F.Scale(Vector512.FusedMultiplyAdd(p, r * r, r) + Vector512<float>.One, n);
    }
}
