using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Paragon.Kernels;

/// <summary>log x in float32 on vectors, for each width.</summary>
/// <remarks>Cephes' logf: x = 2ⁿ (1 + m) with 1 + m between √½ and √2, and a polynomial for log(1 + m). The relative error is at most 1e-7 (tested against 25 digits).</remarks>
internal static class VectorLogarithm
{
    private const float Smallest = 1.17549435e-38f;
    private const float TwoTo23 = 8388608;

    // The bits of √½: what lies above them in steps of a power of two is n.
    private const int RootOfHalf = 0x3f3504f3;
    private const int Fraction = 0x7fffff;

    // log 2 in two parts, so that n times the first is exact.
    private const float Log2 = 0.693359375f;
    private const float RestOfLog2 = -2.12194440e-4f;
    private const float C8 = 7.0376836292e-2f;
    private const float C7 = -1.1514610310e-1f;
    private const float C6 = 1.1676998740e-1f;
    private const float C5 = -1.2420140846e-1f;
    private const float C4 = 1.4249322787e-1f;
    private const float C3 = -1.6668057665e-1f;
    private const float C2 = 2.0000714765e-1f;
    private const float C1 = -2.4999993993e-1f;
    private const float C0 = 3.3333331174e-1f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x)
    {
        // Numbers below the normal ones have their power of two nowhere in their bits: they are scaled first.
        Vector256<float> tiny = Vector256.LessThan(x, Vector256.Create(Smallest));
        Vector256<float> normal = Vector256.ConditionalSelect(tiny, x * Vector256.Create(TwoTo23), x);
        Vector256<int> above = normal.AsInt32() - Vector256.Create(RootOfHalf);
        Vector256<float> n = Vector256.ConvertToSingle(above >> 23) - (tiny & Vector256.Create(23f));
        Vector256<float> m = ((above & Vector256.Create(Fraction)) + Vector256.Create(RootOfHalf)).AsSingle() - Vector256<float>.One;
        Vector256<float> p = Vector256.FusedMultiplyAdd(Vector256.Create(C8), m, Vector256.Create(C7));
        p = Vector256.FusedMultiplyAdd(p, m, Vector256.Create(C6));
        p = Vector256.FusedMultiplyAdd(p, m, Vector256.Create(C5));
        p = Vector256.FusedMultiplyAdd(p, m, Vector256.Create(C4));
        p = Vector256.FusedMultiplyAdd(p, m, Vector256.Create(C3));
        p = Vector256.FusedMultiplyAdd(p, m, Vector256.Create(C2));
        p = Vector256.FusedMultiplyAdd(p, m, Vector256.Create(C1));
        p = Vector256.FusedMultiplyAdd(p, m, Vector256.Create(C0));
        Vector256<float> square = m * m;
        Vector256<float> rest = Vector256.FusedMultiplyAdd(n, Vector256.Create(RestOfLog2), p * m * square);
        rest = Vector256.FusedMultiplyAdd(square, Vector256.Create(-0.5f), rest);
        Vector256<float> log = Vector256.FusedMultiplyAdd(n, Vector256.Create(Log2), m + rest);

        Vector256<float> beyond = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), Vector256.Create(float.NaN), x);
        beyond = Vector256.ConditionalSelect(Vector256.Equals(x, Vector256<float>.Zero), Vector256.Create(float.NegativeInfinity), beyond);
        return Vector256.ConditionalSelect(Vector256.LessThan(Vector256<float>.Zero, x) & Vector256.LessThan(x, Vector256.Create(float.PositiveInfinity)), log, beyond);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        // Numbers below the normal ones have their power of two nowhere in their bits: they are scaled first.
        Vector512<float> tiny = Vector512.LessThan(x, Vector512.Create(Smallest));
        Vector512<float> normal = Vector512.ConditionalSelect(tiny, x * Vector512.Create(TwoTo23), x);
        Vector512<int> above = normal.AsInt32() - Vector512.Create(RootOfHalf);
        Vector512<float> n = Vector512.ConvertToSingle(above >> 23) - (tiny & Vector512.Create(23f));
        Vector512<float> m = ((above & Vector512.Create(Fraction)) + Vector512.Create(RootOfHalf)).AsSingle() - Vector512<float>.One;
        Vector512<float> p = Vector512.FusedMultiplyAdd(Vector512.Create(C8), m, Vector512.Create(C7));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(C6));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(C5));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(C4));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(C3));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(C2));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(C1));
        p = Vector512.FusedMultiplyAdd(p, m, Vector512.Create(C0));
        Vector512<float> square = m * m;
        Vector512<float> rest = Vector512.FusedMultiplyAdd(n, Vector512.Create(RestOfLog2), p * m * square);
        rest = Vector512.FusedMultiplyAdd(square, Vector512.Create(-0.5f), rest);
        Vector512<float> log = Vector512.FusedMultiplyAdd(n, Vector512.Create(Log2), m + rest);

        Vector512<float> beyond = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512.Create(float.NaN), x);
        beyond = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), beyond);
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512<float>.Zero, x) & Vector512.LessThan(x, Vector512.Create(float.PositiveInfinity)), log, beyond);
    }
}
