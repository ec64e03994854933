using System.Numerics;

namespace Paragon.Kernels;

/// <summary>What looks at a family as a whole: running sums, orders and medians. Sums run in double precision.</summary>
public static class Families
{
    /// <summary>y = x + rate · (y of the neighbour), within each run.</summary>
    /// <param name="values">x.</param>
    /// <param name="rates">The rate at each element.</param>
    /// <param name="result">y.</param>
    /// <param name="runs">Where runs begin; the last entry is the number of elements.</param>
    /// <param name="ahead">Whether the neighbour is the next element, not the previous.</param>
    public static void ScanSum<T>(Column<T> values, Column<T> rates, Column<T> result, ReadOnlySpan<int> runs, bool ahead)
        where T : unmanaged, INumberBase<T> =>
        Scan(values, rates, 0, result, runs, ahead, static (own, rate, running) => own + (rate * running));

    /// <summary>y = x + rate · (y of the neighbour), within each run.</summary>
    /// <param name="values">x.</param>
    /// <param name="rate">The rate everywhere.</param>
    /// <param name="result">y.</param>
    /// <param name="runs">Where runs begin; the last entry is the number of elements.</param>
    /// <param name="ahead">Whether the neighbour is the next element, not the previous.</param>
    public static void ScanSum<T>(Column<T> values, double rate, Column<T> result, ReadOnlySpan<int> runs, bool ahead)
        where T : unmanaged, INumberBase<T>
    {
        for (int run = 0; run < runs.Length - 1; run++)
        {
            double running = 0;
            (int start, int end) = (runs[run], runs[run + 1]);
            for (int i = 0; i < end - start; i++)
            {
                int row = ahead ? end - 1 - i : start + i;
                running = double.CreateTruncating(values[row]) + (rate * running);
                result[row] = T.CreateTruncating(running);
            }
        }
    }

    /// <summary>The smallest from the run's end to each element.</summary>
    /// <inheritdoc cref="ScanSum{T}(Column{T}, Column{T}, Column{T}, ReadOnlySpan{int}, bool)"/>
    public static void ScanMin<T>(Column<T> values, Column<T> rates, Column<T> result, ReadOnlySpan<int> runs, bool ahead)
        where T : unmanaged, INumberBase<T> =>
        Scan(values, rates, double.PositiveInfinity, result, runs, ahead, static (own, _, running) => Math.Min(own, running));

    /// <summary>The largest from the run's end to each element.</summary>
    /// <inheritdoc cref="ScanSum{T}(Column{T}, Column{T}, Column{T}, ReadOnlySpan{int}, bool)"/>
    public static void ScanMax<T>(Column<T> values, Column<T> rates, Column<T> result, ReadOnlySpan<int> runs, bool ahead)
        where T : unmanaged, INumberBase<T> =>
        Scan(values, rates, double.NegativeInfinity, result, runs, ahead, static (own, _, running) => Math.Max(own, running));

    /// <summary>The values of each family sorted: its i-th element receives the i-th smallest.</summary>
    public static void Sort<T>(Column<T> values, FusedLink? family, Column<T> result)
        where T : unmanaged, INumber<T> =>
        Each(values, family, result, (rows, order) =>
        {
            for (int i = 0; i < rows.Length; i++)
            {
                result[rows[i]] = values[order[i]];
            }
        });

    /// <summary>Place of each element in its sorted family, from 0; equal values keep the order of their rows.</summary>
    public static void Rank<T>(Column<T> values, FusedLink? family, Column<T> result)
        where T : unmanaged, INumber<T> =>
        Each(values, family, result, (_, order) =>
        {
            for (int i = 0; i < order.Length; i++)
            {
                result[order[i]] = T.CreateTruncating(i);
            }
        });

    /// <summary>The value that stands, in the element's family, at the place that its ranking value's rank gives.</summary>
    public static void Placed<T>(Column<T> ranking, Column<T> values, FusedLink? family, Column<T> result)
        where T : unmanaged, INumber<T> =>
        Each(ranking, family, result, (rows, order) =>
        {
            for (int i = 0; i < rows.Length; i++)
            {
                result[order[i]] = values[rows[i]];
            }
        });

    /// <summary>Median of each family, NaN of none: the mean of the two middle values where their number is even.</summary>
    public static void Median<T>(Column<T> values, FusedLink family, Column<double> result)
        where T : unmanaged, INumber<T>
    {
        for (int row = 0; row < family.Targets; row++)
        {
            result[row] = Middle(values, family.Family(row));
        }
    }

    /// <summary>Median of a whole level.</summary>
    public static double Median<T>(Column<T> values)
        where T : unmanaged, INumber<T> => Middle(values, All(values.Length));

    private static double Middle<T>(Column<T> values, ReadOnlySpan<int> rows)
        where T : unmanaged, INumber<T>
    {
        int[] order = RadixOrder.Of(values, rows);
        return order.Length == 0 || IsUndefined(values, rows) ? double.NaN
            : (double.CreateTruncating(values[order[(order.Length - 1) / 2]]) + double.CreateTruncating(values[order[order.Length / 2]])) / 2;
    }

    private delegate void Fill(ReadOnlySpan<int> rows, int[] order);

    private static void Each<T>(Column<T> values, FusedLink? family, Column<T> result, Fill fill)
        where T : unmanaged, INumber<T>
    {
        if (family is null)
        {
            Family(All(values.Length));
            return;
        }

        if (family.Starts[^1] < result.Length)
        {
            result.Span.Clear();
        }

        for (int row = 0; row < family.Targets; row++)
        {
            Family(family.Family(row));
        }

        void Family(ReadOnlySpan<int> rows)
        {
            if (!IsUndefined(values, rows))
            {
                fill(rows, RadixOrder.Of(values, rows));
                return;
            }

            foreach (int row in rows)
            {
                result[row] = T.CreateTruncating(double.NaN);
            }
        }
    }

    /// <summary>Whether one of the values is NaN: then none has a place among them.</summary>
    private static bool IsUndefined<T>(Column<T> values, ReadOnlySpan<int> rows)
        where T : unmanaged, INumber<T>
    {
        foreach (int row in rows)
        {
            if (T.IsNaN(values[row]))
            {
                return true;
            }
        }

        return false;
    }

    private static int[] All(int count)
    {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = i;
        }

        return rows;
    }

    private static void Scan<T>(Column<T> values, Column<T> rates, double begin, Column<T> result, ReadOnlySpan<int> runs, bool ahead, Func<double, double, double, double> next)
        where T : unmanaged, INumberBase<T>
    {
        for (int run = 0; run < runs.Length - 1; run++)
        {
            double running = begin;
            (int start, int end) = (runs[run], runs[run + 1]);
            for (int i = 0; i < end - start; i++)
            {
                int row = ahead ? end - 1 - i : start + i;
                running = next(double.CreateTruncating(values[row]), double.CreateTruncating(rates[row]), running);
                result[row] = T.CreateTruncating(running);
            }
        }
    }
}
