using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Paragon.Kernels;

/// <summary>A sum in double precision, whatever the lanes hold.</summary>
/// <typeparam name="T">float or double.</typeparam>
public struct Sum<T>
    where T : unmanaged
{
    private Vector512<double> _low;
    private Vector512<double> _high;

    /// <summary>The sum.</summary>
    public readonly double Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Sum(_low + _high);
    }

    /// <summary>Adds the first numbers of a vector.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="count">How many; all where it is more than a vector holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<T> values, int count)
    {
        if (count < Vector512<T>.Count)
        {
            values &= Lanes.First<T>(count);
        }

        if (typeof(T) == typeof(float))
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(values.As<T, float>());
            _low += low;
            _high += high;
        }
        else
        {
            _low += values.As<T, double>();
        }
    }
}

/// <summary>The largest number; -∞ of none.</summary>
/// <typeparam name="T">float or double.</typeparam>
public struct Largest<T>()
    where T : unmanaged
{
    private Vector512<T> _values = Lanes.Of<T>(double.NegativeInfinity);

    /// <summary>The number.</summary>
    public readonly double Value
    {
        get
        {
            double largest = double.NegativeInfinity;
            for (int i = 0; i < Vector512<T>.Count; i++)
            {
                largest = Math.Max(largest, typeof(T) == typeof(float) ? _values.As<T, float>()[i] : _values.As<T, double>()[i]);
            }

            return largest;
        }
    }

    /// <summary>Takes the first numbers of a vector into account.</summary>
    /// <inheritdoc cref="Sum{T}.Add" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<T> values, int count) =>
        _values = Vector512.Max(_values, count < Vector512<T>.Count ? Vector512.ConditionalSelect(Lanes.First<T>(count), values, _values) : values);
}

/// <summary>The smallest number; ∞ of none.</summary>
/// <typeparam name="T">float or double.</typeparam>
public struct Smallest<T>()
    where T : unmanaged
{
    private Largest<T> _negative = new();

    /// <summary>The number.</summary>
    public readonly double Value => -_negative.Value;

    /// <summary>Takes the first numbers of a vector into account.</summary>
    /// <inheritdoc cref="Sum{T}.Add" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<T> values, int count) => _negative.Add(-values, count);
}

/// <summary>Reductions along a link whose elements do not lie together: each number goes to the row that its element points to, in the order of the elements.</summary>
public static class Scatter
{
    /// <summary>Adds the first numbers of a vector to the rows that they point to; what points nowhere is left out.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Sum<T>(Column<double> into, int[] rows, int index, Vector512<T> values, int count)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < Math.Min(count, Vector512<T>.Count); i++)
        {
            int row = rows[index + i];
            if (row >= 0)
            {
                into[row] += double.CreateTruncating(values[i]);
            }
        }
    }

    /// <summary>Keeps the largest of the numbers that point to each row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Max<T>(Column<double> into, int[] rows, int index, Vector512<T> values, int count)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < Math.Min(count, Vector512<T>.Count); i++)
        {
            int row = rows[index + i];
            if (row >= 0)
            {
                into[row] = Math.Max(into[row], double.CreateTruncating(values[i]));
            }
        }
    }

    /// <summary>Keeps the smallest of the numbers that point to each row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Min<T>(Column<double> into, int[] rows, int index, Vector512<T> values, int count)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < Math.Min(count, Vector512<T>.Count); i++)
        {
            int row = rows[index + i];
            if (row >= 0)
            {
                into[row] = Math.Min(into[row], double.CreateTruncating(values[i]));
            }
        }
    }
}

/// <summary>Puts together what the pieces of a loop gave, in their order.</summary>
public static class Partial
{
    /// <summary>The sum.</summary>
    public static double Sum(Column<double> pieces)
    {
        double sum = 0;
        foreach (double piece in pieces.Span)
        {
            sum += piece;
        }

        return sum;
    }

    /// <summary>The largest.</summary>
    public static double Max(Column<double> pieces)
    {
        double largest = double.NegativeInfinity;
        foreach (double piece in pieces.Span)
        {
            largest = Math.Max(largest, piece);
        }

        return largest;
    }

    /// <summary>The smallest.</summary>
    public static double Min(Column<double> pieces)
    {
        double smallest = double.PositiveInfinity;
        foreach (double piece in pieces.Span)
        {
            smallest = Math.Min(smallest, piece);
        }

        return smallest;
    }
}
