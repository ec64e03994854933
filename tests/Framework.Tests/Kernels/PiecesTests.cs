using Paragon.Kernels;

namespace Paragon.Framework.Tests.Kernels;

/// <summary>The pieces of a loop on libtorch's threads.</summary>
public sealed class PiecesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void Every_piece_runs_once_whatever_the_threads(int count)
    {
        int[] bounds = [.. Enumerable.Range(0, count + 1).Select(i => i * 10)];
        foreach (bool parallel in new[] { false, true })
        {
            int[] rows = new int[count * 10];
            int[] runs = new int[count];
            new Pieces(bounds, (from, to, piece) =>
            {
                Interlocked.Increment(ref runs[piece]);
                for (int row = from; row < to; row++)
                {
                    rows[row] += piece + 1;
                }
            }).Run(parallel);
            Assert.All(runs, run => Assert.Equal(1, run));
            Assert.Equal(Enumerable.Range(0, count * 10).Select(row => (row / 10) + 1), rows);
        }
    }

    [Fact]
    public void What_a_piece_throws_reaches_the_caller()
    {
        int[] bounds = [.. Enumerable.Range(0, 21)];
        AggregateException error = Assert.Throws<AggregateException>(() => new Pieces(bounds, (_, _, piece) => throw new InvalidOperationException($"piece {piece}")).Run(parallel: true));
        Assert.StartsWith("piece", error.InnerException!.Message, StringComparison.Ordinal);
    }
}
