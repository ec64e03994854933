using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Paragon.Kernels;

/// <summary>Vectors of 256 bits: AVX2, and halves of them elsewhere.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly unsafe struct Lanes256<T> : ILanes<Lanes256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes256(Vector256<T> values) => _values = values;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator +(Lanes256<T> x, Lanes256<T> y) => new(x._values + y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> x, Lanes256<T> y) => new(x._values - y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator *(Lanes256<T> x, Lanes256<T> y) => new(x._values * y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator /(Lanes256<T> x, Lanes256<T> y) => new(x._values / y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator &(Lanes256<T> x, Lanes256<T> y) => new(x._values & y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator |(Lanes256<T> x, Lanes256<T> y) => new(x._values | y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ^(Lanes256<T> x, Lanes256<T> y) => new(x._values ^ y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> x) => new(-x._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ~(Lanes256<T> x) => new(~x._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Of(double value) =>
        IsSingle ? OfSingles(Vector256.Create((float)value)) : OfDoubles(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> First(int count) =>
        IsSingle ? new(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).As<int, T>())
            : new(Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(T* from) => new(Vector256.Load(from));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> LoadDoubles(double* from) =>
        IsSingle ? OfSingles(Vector256.Narrow(Vector256.Load(from), Vector256.Load(from + Vector256<double>.Count))) : OfDoubles(Vector256.Load(from));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* to, Lanes256<T> values, int count)
    {
        if (count >= Count)
        {
            values._values.Store(to);
        }
        else if (Avx2.IsSupported)
        {
            Avx2.MaskStore((int*)to, First(count)._values.AsInt32(), values._values.AsInt32());
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                to[i] = values._values[i];
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Less(Lanes256<T> x, Lanes256<T> y) => new(Vector256.LessThan(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> LessOrEqual(Lanes256<T> x, Lanes256<T> y) => new(Vector256.LessThanOrEqual(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Equal(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Equals(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Select(Lanes256<T> condition, Lanes256<T> then, Lanes256<T> otherwise) =>
        Avx.IsSupported ? OfSingles(Avx.BlendVariable(otherwise._values.AsSingle(), then._values.AsSingle(), condition._values.AsSingle()))
            : new(Vector256.ConditionalSelect(condition._values, then._values, otherwise._values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Smaller(Lanes256<T> x, Lanes256<T> y) =>
        Sse.IsSupported ? new(Vector256.MinNative(x._values, y._values)) : Select(Less(x, y), x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Larger(Lanes256<T> x, Lanes256<T> y) =>
        Sse.IsSupported ? new(Vector256.MaxNative(x._values, y._values)) : Select(Less(y, x), x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> x, Lanes256<T> y, Lanes256<T> z) =>
        IsSingle ? OfSingles(Vector256.FusedMultiplyAdd(x._values.AsSingle(), y._values.AsSingle(), z._values.AsSingle()))
            : OfDoubles(Vector256.FusedMultiplyAdd(x._values.AsDouble(), y._values.AsDouble(), z._values.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sqrt(Lanes256<T> x) => new(Vector256.Sqrt(x._values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Floor(Lanes256<T> x) =>
        IsSingle ? OfSingles(Vector256.Floor(x._values.AsSingle())) : OfDoubles(Vector256.Floor(x._values.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Exp(Lanes256<T> x) =>
        IsSingle ? OfSingles(VectorExponential.Exp(x._values.AsSingle())) : OfDoubles(Vector256.Exp(x._values.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Log(Lanes256<T> x) =>
        IsSingle ? OfSingles(VectorLogarithm.Log(x._values.AsSingle())) : OfDoubles(Vector256.Log(x._values.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AddTo(Lanes256<T> sums, Lanes256<T> values) =>
        OfDoubles(sums._values.AsDouble() + (IsSingle ? Widened(values._values.AsSingle()) : values._values.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Lanes256<T> sums) => Vector256.Sum(sums._values.AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Widened(Vector256<float> values)
    {
        Vector128<float> pairs = values.GetLower() + values.GetUpper();
        return Avx.IsSupported ? Avx.ConvertToVector256Double(pairs) : Vector256.Create(Vector128.WidenLower(pairs), Vector128.WidenUpper(pairs));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes256<T> OfSingles(Vector256<float> values) => new(values.As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes256<T> OfDoubles(Vector256<double> values) => new(values.As<double, T>());
}
