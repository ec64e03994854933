using System.Runtime.Intrinsics;

namespace Paragon.Models;

/// <summary>exp in single precision for what a softmax needs: arguments from the smallest normal result up to 0.</summary>
/// <remarks>
/// Cody and Waite's reduction and the polynomial of Cephes (expf.c), with fused multiply-adds: at most 2 units in the last place
/// on [<see cref="Least"/>, 0]. NaN stays NaN.
/// </remarks>
internal static class VectorExponential
{
    /// <summary>Argument below which the result would not be a normal number; smaller ones are to be raised to it.</summary>
    internal const float Least = -87.33f;

    private const float Log2E = 1.44269504088896341f, Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    internal static Vector512<float> Of(Vector512<float> x)
    {
        Vector512<float> power = Vector512.Round(x * Log2E);
        Vector512<float> rest = Vector512.FusedMultiplyAdd(power, Vector512.Create(-Ln2High), x);
        rest = Vector512.FusedMultiplyAdd(power, Vector512.Create(-Ln2Low), rest);
        Vector512<float> y = Vector512.Create(1.9875691500E-4f);
        y = Vector512.FusedMultiplyAdd(y, rest, Vector512.Create(1.3981999507E-3f));
        y = Vector512.FusedMultiplyAdd(y, rest, Vector512.Create(8.3334519073E-3f));
        y = Vector512.FusedMultiplyAdd(y, rest, Vector512.Create(4.1665795894E-2f));
        y = Vector512.FusedMultiplyAdd(y, rest, Vector512.Create(1.6666665459E-1f));
        y = Vector512.FusedMultiplyAdd(y, rest, Vector512.Create(5.0000001201E-1f));
        y = Vector512.FusedMultiplyAdd(y, rest * rest, rest + Vector512<float>.One);
        Vector512<int> exponent = Vector512.ConvertToInt32Native(power) + Vector512.Create(127);
        return y * Vector512.ShiftLeft(exponent, 23).AsSingle();
    }
}
