using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Paragon.Kernels;

/// <summary>Vectors of 512 bits: AVX-512.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly unsafe struct Lanes512<T> : ILanes<Lanes512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _values;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes512(Vector512<T> values) => _values = values;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> x, Lanes512<T> y) => new(x._values + y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> x, Lanes512<T> y) => new(x._values - y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> x, Lanes512<T> y) => new(x._values * y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator /(Lanes512<T> x, Lanes512<T> y) => new(x._values / y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator &(Lanes512<T> x, Lanes512<T> y) => new(x._values & y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator |(Lanes512<T> x, Lanes512<T> y) => new(x._values | y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ^(Lanes512<T> x, Lanes512<T> y) => new(x._values ^ y._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> x) => new(-x._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ~(Lanes512<T> x) => new(~x._values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Of(double value) =>
        IsSingle ? OfSingles(Vector512.Create((float)value)) : OfDoubles(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> First(int count) =>
        IsSingle ? new(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).As<int, T>())
            : new(Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(T* from) => new(Vector512.Load(from));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> LoadDoubles(double* from) =>
        IsSingle ? OfSingles(Vector512.Narrow(Vector512.Load(from), Vector512.Load(from + Vector512<double>.Count))) : OfDoubles(Vector512.Load(from));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T* to, Lanes512<T> values, int count)
    {
        if (count >= Count)
        {
            values._values.Store(to);
        }
        else if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore((int*)to, First(count)._values.AsInt32(), values._values.AsInt32());
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
    public static Lanes512<T> Less(Lanes512<T> x, Lanes512<T> y) => new(Vector512.LessThan(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> LessOrEqual(Lanes512<T> x, Lanes512<T> y) => new(Vector512.LessThanOrEqual(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Equal(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Equals(x._values, y._values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Select(Lanes512<T> condition, Lanes512<T> then, Lanes512<T> otherwise) =>
        new(Vector512.ConditionalSelect(condition._values, then._values, otherwise._values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Smaller(Lanes512<T> x, Lanes512<T> y) =>
        Sse.IsSupported ? new(Vector512.MinNative(x._values, y._values)) : Select(Less(x, y), x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Larger(Lanes512<T> x, Lanes512<T> y) =>
        Sse.IsSupported ? new(Vector512.MaxNative(x._values, y._values)) : Select(Less(y, x), x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> x, Lanes512<T> y, Lanes512<T> z) =>
        IsSingle ? OfSingles(Vector512.FusedMultiplyAdd(x._values.AsSingle(), y._values.AsSingle(), z._values.AsSingle()))
            : OfDoubles(Vector512.FusedMultiplyAdd(x._values.AsDouble(), y._values.AsDouble(), z._values.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> x) => new(Vector512.Sqrt(x._values));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Floor(Lanes512<T> x) =>
        IsSingle ? OfSingles(Vector512.Floor(x._values.AsSingle())) : OfDoubles(Vector512.Floor(x._values.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Exp(Lanes512<T> x) =>
        IsSingle ? OfSingles(VectorExponential.Exp(x._values.AsSingle())) : OfDoubles(Vector512.Exp(x._values.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Log(Lanes512<T> x) =>
        IsSingle ? OfSingles(VectorLogarithm.Log(x._values.AsSingle())) : OfDoubles(Vector512.Log(x._values.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AddTo(Lanes512<T> sums, Lanes512<T> values) =>
        OfDoubles(sums._values.AsDouble() + (IsSingle ? Widened(values._values.AsSingle()) : values._values.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Lanes512<T> sums) => Vector512.Sum(sums._values.AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Widened(Vector512<float> values)
    {
        Vector256<float> pairs = values.GetLower() + values.GetUpper();
        return Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(pairs) : Vector512.Create(Vector256.WidenLower(pairs), Vector256.WidenUpper(pairs));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes512<T> OfSingles(Vector512<float> values) => new(values.As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes512<T> OfDoubles(Vector512<double> values) => new(values.As<double, T>());
}
