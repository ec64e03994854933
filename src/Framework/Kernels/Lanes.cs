using System.Numerics;
using System.Runtime.CompilerServices;

namespace Paragon.Kernels;

/// <summary>Lanes of truth, lanes held within numbers, and lanes of what a link points to.</summary>
public static class Lanes
{
    /// <summary>A truth value in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Truth<TLanes>(bool value)
        where TLanes : unmanaged, ILanes<TLanes> => value ? ~default(TLanes) : default;

    /// <summary>True where a number is not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes IsSet<TLanes>(TLanes number)
        where TLanes : unmanaged, ILanes<TLanes> => ~TLanes.Equal(number, default);

    /// <summary>1 where a condition holds, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Indicator<TLanes>(TLanes condition)
        where TLanes : unmanaged, ILanes<TLanes> => condition & TLanes.Of(1);

    /// <summary>x where a condition holds, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Where<TLanes>(TLanes condition, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => condition & x;

    /// <summary>0 where a condition holds, else x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Unless<TLanes>(TLanes condition, TLanes x)
        where TLanes : unmanaged, ILanes<TLanes> => x & ~condition;

    /// <summary>The smaller of x and a number that is not NaN; NaN where x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes AtMost<TLanes>(TLanes x, TLanes bound)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Smaller(bound, x);

    /// <summary>The larger of x and a number that is not NaN; NaN where x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes AtLeast<TLanes>(TLanes x, TLanes bound)
        where TLanes : unmanaged, ILanes<TLanes> => TLanes.Larger(bound, x);

    /// <summary>x held inside [low, high], neither of which is NaN; NaN where x is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Within<TLanes>(TLanes x, TLanes low, TLanes high)
        where TLanes : unmanaged, ILanes<TLanes> => AtMost(AtLeast(x, low), high);

    /// <summary>True where the element is not the first of those from <paramref name="start"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes HasPrevious<TLanes>(int index, int start)
        where TLanes : unmanaged, ILanes<TLanes> => ~TLanes.First(start + 1 - index);

    /// <summary>The numbers that the elements of a column's other level have, by their rows; 0 where a row is -1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe TLanes Gather<TLanes, T, TFrom>(Column<TFrom> values, int[] rows, int index)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, INumberBase<T>
        where TFrom : unmanaged, INumberBase<TFrom>
    {
        int count = Math.Min(TLanes.Count, rows.Length - index);
        ReadOnlySpan<int> own = rows.AsSpan(index, count);
        switch (count < TLanes.Count ? LaneRows.Apart : LaneRows.Step(own))
        {
            case 0:
                return TLanes.Of(double.CreateTruncating(values[own[0]]));
            case 1 when own[^1] < values.Length:
                nint first = values.Address + (own[0] * sizeof(TFrom));
                return typeof(TFrom) == typeof(T) ? TLanes.Load((T*)first) : TLanes.LoadDoubles((double*)first);
        }

        TLanes result = default;
        ref T lane = ref Unsafe.As<TLanes, T>(ref result);
        for (int i = 0; i < own.Length; i++)
        {
            Unsafe.Add(ref lane, i) = own[i] < 0 ? T.Zero : T.CreateTruncating(values[own[i]]);
        }

        return result;
    }

    /// <summary>True where a row is not -1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TLanes Exists<TLanes>(int[] rows, int index)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes result = default;
        for (int i = 0; i < Math.Min(TLanes.Count, rows.Length - index); i++)
        {
            result = With(result, i, rows[index + i] < 0 ? 0 : 1);
        }

        return IsSet(result);
    }

    /// <summary>The number in one lane.</summary>
    internal static double At<TLanes>(TLanes values, int lane)
        where TLanes : unmanaged, ILanes<TLanes> =>
        TLanes.IsSingle ? Unsafe.Add(ref Unsafe.As<TLanes, float>(ref values), lane) : Unsafe.Add(ref Unsafe.As<TLanes, double>(ref values), lane);

    /// <summary>The numbers with another in one lane.</summary>
    internal static TLanes With<TLanes>(TLanes values, int lane, double value)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (TLanes.IsSingle)
        {
            Unsafe.Add(ref Unsafe.As<TLanes, float>(ref values), lane) = (float)value;
        }
        else
        {
            Unsafe.Add(ref Unsafe.As<TLanes, double>(ref values), lane) = value;
        }

        return values;
    }
}
