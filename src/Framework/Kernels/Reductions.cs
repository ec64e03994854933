using System.Runtime.CompilerServices;

namespace Paragon.Kernels;

/// <summary>A sum in double precision, whatever the lanes hold; of float32 two numbers are added before they are widened.</summary>
/// <typeparam name="TLanes">The vectors that are added.</typeparam>
public struct Sum<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private TLanes _sums;

    /// <summary>The sum.</summary>
    public readonly double Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLanes.Total(_sums);
    }

    /// <summary>Adds the first numbers of a vector.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="count">How many; all where it is more than a vector holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TLanes values, int count)
    {
        if (count < TLanes.Count)
        {
            values &= TLanes.First(count);
        }

        _sums = TLanes.AddTo(_sums, values);
    }
}

/// <summary>The largest number; -∞ of none.</summary>
/// <typeparam name="TLanes">The vectors that are looked at.</typeparam>
public struct Largest<TLanes>()
    where TLanes : unmanaged, ILanes<TLanes>
{
    private TLanes _values = TLanes.Of(double.NegativeInfinity);

    /// <summary>The number.</summary>
    public readonly double Value
    {
        get
        {
            double largest = double.NegativeInfinity;
            for (int i = 0; i < TLanes.Count; i++)
            {
                largest = Math.Max(largest, Lanes.At(_values, i));
            }

            return largest;
        }
    }

    /// <summary>Takes the first numbers of a vector into account.</summary>
    /// <inheritdoc cref="Sum{TLanes}.Add" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TLanes values, int count) =>
        _values = VectorFormula.Max(_values, count < TLanes.Count ? TLanes.Select(TLanes.First(count), values, _values) : values);
}

/// <summary>The smallest number; ∞ of none.</summary>
/// <typeparam name="TLanes">The vectors that are looked at.</typeparam>
public struct Smallest<TLanes>()
    where TLanes : unmanaged, ILanes<TLanes>
{
    private Largest<TLanes> _negative = new();

    /// <summary>The number.</summary>
    public readonly double Value => -_negative.Value;

    /// <summary>Takes the first numbers of a vector into account.</summary>
    /// <inheritdoc cref="Sum{TLanes}.Add" path="/param"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TLanes values, int count) => _negative.Add(-values, count);
}

/// <summary>Reductions along a link whose elements do not lie together: each number goes to the row that its element points to, in the order of the elements.</summary>
public static class Scatter
{
    /// <summary>Adds the first numbers of a vector to the rows that they point to; what points nowhere is left out.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe void Sum<TLanes>(Column<double> into, int[] rows, int index, TLanes values, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        ReadOnlySpan<int> own = rows.AsSpan(index, Math.Min(count, TLanes.Count));
        if (own.Length == TLanes.Count && LaneRows.Step(own) == 1 && own[^1] < into.Length)
        {
            // No two of them are the same row: no sum waits for the one before.
            double* first = (double*)into.Address + own[0];
            for (int i = 0; i < TLanes.Count; i++)
            {
                first[i] += Lanes.At(values, i);
            }

            return;
        }

        for (int i = 0; i < own.Length; i++)
        {
            if (own[i] >= 0)
            {
                into[own[i]] += Lanes.At(values, i);
            }
        }
    }

    /// <summary>Keeps the largest of the numbers that point to each row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Max<TLanes>(Column<double> into, int[] rows, int index, TLanes values, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (int i = 0; i < Math.Min(count, TLanes.Count); i++)
        {
            int row = rows[index + i];
            if (row >= 0)
            {
                into[row] = Math.Max(into[row], Lanes.At(values, i));
            }
        }
    }

    /// <summary>Keeps the smallest of the numbers that point to each row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Min<TLanes>(Column<double> into, int[] rows, int index, TLanes values, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (int i = 0; i < Math.Min(count, TLanes.Count); i++)
        {
            int row = rows[index + i];
            if (row >= 0)
            {
                into[row] = Math.Min(into[row], Lanes.At(values, i));
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
