using Paragon.Formulas;

namespace Paragon.Kernels;

/// <summary>A link between two levels as kernels read it: the row that each element points to, and the elements that point to each row.</summary>
public sealed class FusedLink : IDisposable
{
    private readonly int[] _offsets;
    private readonly NativeBlock _count;
    private readonly Lazy<int[]> _members;

    internal FusedLink(Link spec, int[] rows, int targets)
    {
        if (!spec.Optional && Array.FindIndex(rows, row => row < 0) is int missing and >= 0)
        {
            throw new BatchException($"Link '{spec.Key}' of row {missing} points nowhere, but the level declares it as always present.");
        }

        (Key, Rows) = (spec.Key, rows);
        _offsets = Offsets(rows, targets);
        _members = new Lazy<int[]>(() => Members(rows, _offsets));
        _count = new NativeBlock(sizeof(double) * (long)targets);
        Count = _count.As<double>(targets);
        Span<double> counts = Count.Span;
        for (int i = 0; i < targets; i++)
        {
            counts[i] = _offsets[i + 1] - _offsets[i];
        }
    }

    private FusedLink() => (Key, Rows, _offsets, _count, _members) = ("", [], [0], new NativeBlock(0), new Lazy<int[]>(() => []));

    /// <summary>Stands where the options need no link.</summary>
    public static FusedLink None { get; } = new();

    /// <summary>Text that names the link.</summary>
    public string Key { get; }

    /// <summary>Row that each element points to, or -1.</summary>
    public int[] Rows { get; }

    /// <summary>Number of rows that may be pointed to.</summary>
    public int Targets => _offsets.Length - 1;

    /// <summary>How many elements point to each row.</summary>
    public Column<double> Count { get; }

    /// <summary>First element of each row, of a link whose elements lie together; the last entry is the number of elements.</summary>
    public ReadOnlySpan<int> Starts => _offsets;

    /// <inheritdoc/>
    public void Dispose() => _count.Dispose();

    /// <summary>The elements that point to a row, rising.</summary>
    internal ReadOnlySpan<int> Family(int row) => _members.Value.AsSpan(_offsets[row].._offsets[row + 1]);

    private static int[] Offsets(int[] rows, int targets)
    {
        int[] offsets = new int[targets + 1];
        foreach (int row in rows)
        {
            if (row >= 0)
            {
                offsets[row + 1]++;
            }
        }

        for (int i = 0; i < targets; i++)
        {
            offsets[i + 1] += offsets[i];
        }

        return offsets;
    }

    private static int[] Members(int[] rows, int[] offsets)
    {
        int[] members = new int[offsets[^1]];
        int[] next = [.. offsets];
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0)
            {
                members[next[rows[i]]++] = i;
            }
        }

        return members;
    }
}
