using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Paragon.Kernels;

/// <summary>eˣ in float32 on vectors, for each width with the instructions that it has.</summary>
/// <remarks>
/// eˣ = 2ⁿ eʳ with even n, so that |r| ≤ log 2 and √2ⁿ is one power of two for both halves of the way below the normal numbers and to infinity;
/// for eʳ the polynomial of degree 7 that differs least from it. The relative error is at most 1.5e-7 (tested against 25 digits).
/// </remarks>
internal static class VectorExponential
{
    // Beyond these the result is 0 or ∞.
    private const float Least = -104;
    private const float Most = 89;
    private const float HalfOfLog2E = 0.72134752f;

    // Added to a number it leaves the nearest whole one in the lowest bits, with the exponent's bias.
    private const float Whole = 12582912 + 127;
    private const int FractionBits = 23;

    // -2 log 2 in two parts, so that n/2 times the first is exact.
    private const float MinusTwoLog2 = -1.38671875f;
    private const float RestOfTwoLog2 = 4.24388880e-4f;
    private const float C7 = 1.9611814059e-4f;
    private const float C6 = 1.4104294823e-3f;
    private const float C5 = 8.3360979334e-3f;
    private const float C4 = 4.1661277413e-2f;
    private const float C3 = 1.6666615009e-1f;
    private const float C2 = 5.0000035763e-1f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        // Of a number and NaN the instruction gives the second operand: NaN stays NaN.
        Vector256<float> bounded = Vector256.MinNative(Vector256.Create(Most), Vector256.MaxNative(Vector256.Create(Least), x));
        Vector256<float> whole = Vector256.FusedMultiplyAdd(bounded, Vector256.Create(HalfOfLog2E), Vector256.Create(Whole));
        Vector256<float> half = whole - Vector256.Create(Whole);
        Vector256<float> r = Vector256.FusedMultiplyAdd(half, Vector256.Create(MinusTwoLog2), bounded);
        r = Vector256.FusedMultiplyAdd(half, Vector256.Create(RestOfTwoLog2), r);
        Vector256<float> square = r * r;
        Vector256<float> p = Vector256.FusedMultiplyAdd(Vector256.Create(C7), r, Vector256.Create(C6));
        Vector256<float> middle = Vector256.FusedMultiplyAdd(Vector256.Create(C5), r, Vector256.Create(C4));
        Vector256<float> low = Vector256.FusedMultiplyAdd(Vector256.Create(C3), r, Vector256.Create(C2));
        p = Vector256.FusedMultiplyAdd(p, square, middle);
        p = Vector256.FusedMultiplyAdd(p, square, low);
        p = Vector256.FusedMultiplyAdd(p, square, r + Vector256<float>.One);
        Vector256<float> power = (whole.AsInt32() << FractionBits).AsSingle();
        return p * power * power;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        Vector512<float> bounded = Vector512.MinNative(Vector512.Create(Most), Vector512.MaxNative(Vector512.Create(Least), x));
        Vector512<float> whole = Vector512.FusedMultiplyAdd(bounded, Vector512.Create(HalfOfLog2E), Vector512.Create(Whole));
        Vector512<float> half = whole - Vector512.Create(Whole);
        Vector512<float> r = Vector512.FusedMultiplyAdd(half, Vector512.Create(MinusTwoLog2), bounded);
        r = Vector512.FusedMultiplyAdd(half, Vector512.Create(RestOfTwoLog2), r);
        Vector512<float> square = r * r;
        Vector512<float> p = Vector512.FusedMultiplyAdd(Vector512.Create(C7), r, Vector512.Create(C6));
        Vector512<float> middle = Vector512.FusedMultiplyAdd(Vector512.Create(C5), r, Vector512.Create(C4));
        Vector512<float> low = Vector512.FusedMultiplyAdd(Vector512.Create(C3), r, Vector512.Create(C2));
        p = Vector512.FusedMultiplyAdd(p, square, middle);
        p = Vector512.FusedMultiplyAdd(p, square, low);
        p = Vector512.FusedMultiplyAdd(p, square, r + Vector512<float>.One);
        Vector512<float> power = (whole.AsInt32() << FractionBits).AsSingle();
        return p * power * power;
    }
}
