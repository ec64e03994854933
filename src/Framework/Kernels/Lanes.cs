using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Paragon.Kernels;

/// <summary>Vectors of one number, of truth, and of what a link points to: what generated kernels are made of.</summary>
public static class Lanes
{
    /// <summary>A number in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of<T>(double value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Vector512.Create((float)value).As<float, T>() : Vector512.Create(value).As<double, T>();

    /// <summary>A truth value in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Truth<T>(bool value)
        where T : unmanaged => value ? Vector512<T>.AllBitsSet : Vector512<T>.Zero;

    /// <summary>True where a number is not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> IsSet<T>(Vector512<T> number)
        where T : unmanaged => ~Vector512.Equals(number, Vector512<T>.Zero);

    /// <summary>1 where a condition holds, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Indicator<T>(Vector512<T> condition)
        where T : unmanaged => condition & Of<T>(1);

    /// <summary>True in the first lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> First<T>(int count)
        where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).As<int, T>()
            : Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>();

    /// <summary>True where the element is not the first of those from <paramref name="start"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> HasPrevious<T>(int index, int start)
        where T : unmanaged => ~First<T>(start + 1 - index);

    /// <summary>The numbers that the elements of a column's other level have, by their rows; 0 where a row is -1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<T> Gather<T, TFrom>(Column<TFrom> values, int[] rows, int index)
        where T : unmanaged, INumberBase<T>
        where TFrom : unmanaged, INumberBase<TFrom>
    {
        Vector512<T> result = Vector512<T>.Zero;
        int count = Math.Min(Vector512<T>.Count, rows.Length - index);
        ref T first = ref Unsafe.As<Vector512<T>, T>(ref result);
        for (int i = 0; i < count; i++)
        {
            int row = rows[index + i];
            Unsafe.Add(ref first, i) = row < 0 ? T.Zero : T.CreateTruncating(values[row]);
        }

        return result;
    }

    /// <summary>True where a row is not -1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<T> Exists<T>(int[] rows, int index)
        where T : unmanaged, INumberBase<T>
    {
        Vector512<T> result = Vector512<T>.Zero;
        int count = Math.Min(Vector512<T>.Count, rows.Length - index);
        ref T first = ref Unsafe.As<Vector512<T>, T>(ref result);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref first, i) = rows[index + i] < 0 ? T.Zero : T.One;
        }

        return IsSet(result);
    }
}
