using System.Numerics;
using CsCheck;
using Paragon.Kernels;

namespace Paragon.Framework.Tests.Kernels;

/// <summary>What lanes read and add by row numbers, held against one row after another: rows that follow each other, that are the same, that point nowhere, and any.</summary>
public sealed class LaneRowsTests
{
    private const int Rows = 60;

    // Runs of rows, so that vectors fall within one, at its ends and across.
    private static readonly Gen<int[]> Links =
        Gen.Select(Gen.Int[-1, Rows - 1], Gen.Int[0, 2], Gen.Int[1, 40]).Select((first, step, length) => Enumerable.Range(0, length).Select(i => first < 0 ? -1 : Math.Min(first + (step * i), Rows - 1)).ToArray())
            .Array[1, 6].Select(runs => runs.SelectMany(run => run).ToArray());

    [Fact]
    public void Each_lane_has_the_number_of_its_row() => Links.Check(rows =>
    {
        Gathered<float, Lanes256<float>>(rows);
        Gathered<float, Lanes512<float>>(rows);
        Gathered<double, Lanes256<double>>(rows);
        Gathered<double, Lanes512<double>>(rows);
    });

    [Fact]
    public void Each_lane_is_added_to_its_row_in_their_order() => Links.Check(rows =>
    {
        Added<float, Lanes256<float>>(rows);
        Added<float, Lanes512<float>>(rows);
        Added<double, Lanes256<double>>(rows);
        Added<double, Lanes512<double>>(rows);
    });

    private static void Gathered<T, TLanes>(int[] rows)
        where T : unmanaged, INumber<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        using NativeBlock block = new(Rows * sizeof(double)), own = new(Rows * sizeof(double));
        (Column<double> doubles, Column<T> numbers) = (block.As<double>(Rows), own.As<T>(Rows));
        for (int row = 0; row < Rows; row++)
        {
            (doubles[row], numbers[row]) = (1 / (row + 1.0), T.CreateTruncating(row + 0.5));
        }

        for (int index = 0; index < rows.Length; index++)
        {
            TLanes ofDoubles = Lanes.Gather<TLanes, T, double>(doubles, rows, index), ofOwn = Lanes.Gather<TLanes, T, T>(numbers, rows, index);
            for (int lane = 0; lane < TLanes.Count; lane++)
            {
                int row = index + lane < rows.Length ? rows[index + lane] : -1;
                Assert.Equal(row < 0 ? 0 : double.CreateTruncating(T.CreateTruncating(doubles[row])), Lanes.At(ofDoubles, lane));
                Assert.Equal(row < 0 ? 0 : row + 0.5, Lanes.At(ofOwn, lane));
            }
        }
    }

    private static void Added<T, TLanes>(int[] rows)
        where T : unmanaged, INumber<T>
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        using NativeBlock block = new(Rows * sizeof(double));
        Column<double> sums = block.As<double>(Rows);
        double[] expected = new double[Rows];
        sums.Span.Clear();
        for (int index = 0; index < rows.Length; index += 3)
        {
            int count = Math.Min(rows.Length - index, index % 2 == 0 ? TLanes.Count : 3);
            TLanes values = default;
            for (int lane = 0; lane < TLanes.Count; lane++)
            {
                values = Lanes.With(values, lane, 1 / (3.0 + index + lane));
                if (lane < count && rows[index + lane] >= 0)
                {
                    expected[rows[index + lane]] += Lanes.At(values, lane);
                }
            }

            Scatter.Sum(sums, rows, index, values, count);
        }

        Assert.Equal(expected, sums.Span.ToArray());
    }
}
