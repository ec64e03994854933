namespace Paragon.Training;

/// <summary>An endless order of rows: every row once in each pass, in another order each time, made from seed and pass alone.</summary>
/// <param name="count">Number of rows, at least 1.</param>
/// <param name="seeds">Random numbers of the run.</param>
internal sealed class ShuffledOrder(int count, Seeds seeds)
{
    private long _pass = -1;
    private int[] _rows = [];

    /// <summary>The row at a place of the order.</summary>
    internal int At(long position)
    {
        (long pass, long place) = Math.DivRem(position, count);
        if (pass != _pass)
        {
            _rows = [.. Enumerable.Range(0, count)];
            seeds.Random("order of rows", pass).Shuffle(_rows);
            _pass = pass;
        }

        return _rows[place];
    }
}
