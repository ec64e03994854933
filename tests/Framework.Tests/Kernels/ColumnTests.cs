using System.Numerics;
using Paragon.Kernels;

namespace Paragon.Framework.Tests.Kernels;

/// <summary>Vectors at the ends of columns and families, orders, and running sums.</summary>
public sealed class ColumnTests
{
    [Fact]
    public void A_part_of_a_vector_is_written_and_nothing_beside_it()
    {
        Written<float, Lanes256<float>>();
        Written<float, Lanes512<float>>();
        Written<double, Lanes256<double>>();
        Written<double, Lanes512<double>>();
    }

    [Fact]
    public void Reductions_take_the_first_numbers_only()
    {
        Reduced<Lanes256<float>>();
        Reduced<Lanes512<float>>();
        Reduced<Lanes256<double>>();
        Reduced<Lanes512<double>>();
    }

    private static void Written<T, TLanes>()
        where T : unmanaged, INumber<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        for (int count = 1; count <= TLanes.Count; count++)
        {
            using NativeBlock block = new(64 * sizeof(double));
            Column<T> column = block.As<T>(40);
            column.Span.Fill(T.CreateChecked(7));
            column.Store(3, TLanes.Of(1), count);
            Assert.Equal(Enumerable.Range(0, 40).Select(i => i >= 3 && i < 3 + count ? T.One : T.CreateChecked(7)), column.Span.ToArray());
        }
    }

    private static void Reduced<TLanes>()
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TLanes values = Lanes.With(Lanes.With(TLanes.Of(3), 0, -5), TLanes.Count - 1, double.NaN);
        Sum<TLanes> sum = new();
        Largest<TLanes> largest = new();
        Smallest<TLanes> smallest = new();
        sum.Add(values, 3);
        largest.Add(values, 3);
        smallest.Add(values, 3);
        Assert.Equal((1, 3, -5), (sum.Value, largest.Value, smallest.Value));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(3000)]
    public void Rows_are_ordered_by_value_and_equal_values_by_row(int count)
    {
        using NativeBlock block = new(count * sizeof(double)), singles = new(count * sizeof(float));
        Column<double> values = block.As<double>(count);
        Column<float> rounded = singles.As<float>(count);
        Random random = new(3);
        for (int i = 0; i < count; i++)
        {
            double value = random.Next(4) == 0 ? random.Next(-2, 3) * (random.Next(2) == 0 ? 1 : -0.0) : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20));
            (values[i], rounded[i]) = (value, (float)value);
        }

        int[] rows = [.. Enumerable.Range(0, count)];
        Assert.Equal(rows.OrderBy(row => values[row] + 0d), RadixOrder.Of(values, rows));
        Assert.Equal(rows.OrderBy(row => rounded[row] + 0f), RadixOrder.Of(rounded, rows));
    }

    [Fact]
    public void A_running_sum_begins_anew_with_each_run_in_both_directions()
    {
        using NativeBlock from = new(5 * sizeof(double)), to = new(5 * sizeof(double));
        Column<double> values = from.As<double>(5), result = to.As<double>(5);
        for (int i = 0; i < 5; i++)
        {
            values[i] = i + 1;
        }

        Families.ScanSum(values, 0.5, result, [0, 3, 5], ahead: true);
        Assert.Equal([1 + 1 + 0.75, 2 + 1.5, 3, 4 + 2.5, 5], result.Span.ToArray());
        Families.ScanSum(values, 0.5, result, [0, 3, 5], ahead: false);
        Assert.Equal([1, 2.5, 4.25, 4, 7], result.Span.ToArray());
    }
}
