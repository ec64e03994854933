using Paragon.Formulas;

namespace Paragon.Kernels;

/// <summary>A link between two levels as kernels read it: the row that each element points to, and the elements that point to each row.</summary>
public sealed class FusedLink : IDisposable
{
    private readonly PackedLink _map;
    private readonly NativeBlock _count;

    internal FusedLink(Link spec, PackedLink map)
    {
        if (!spec.Optional && map.Targets.IndexOf(-1) is int missing and >= 0)
        {
            throw new BatchException($"Link '{spec.Key}' of row {missing} points nowhere, but the level declares it as always present.");
        }

        (Key, _map) = (spec.Key, map);
        _count = new NativeBlock(sizeof(double) * (long)Targets);
        Count = _count.As<double>(Targets);
        ReadOnlySpan<int> offsets = map.Offsets;
        Span<double> counts = Count.Span;
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = offsets[i + 1] - offsets[i];
        }
    }

    private FusedLink() => (Key, _map, _count) = ("", new PackedLink("", "", "", [], 0), new NativeBlock(0));

    /// <summary>Stands where the options need no link.</summary>
    public static FusedLink None { get; } = new();

    /// <summary>Text that names the link.</summary>
    public string Key { get; }

    /// <summary>Row that each element points to, or -1.</summary>
    public int[] Rows => _map.TargetRows;

    /// <summary>Number of rows that may be pointed to.</summary>
    public int Targets => _map.Offsets.Length - 1;

    /// <summary>How many elements point to each row.</summary>
    public Column<double> Count { get; }

    /// <summary>First element of each row, of a link whose elements lie together; the last entry is the number of elements.</summary>
    public ReadOnlySpan<int> Starts => _map.Offsets;

    /// <inheritdoc/>
    public void Dispose() => _count.Dispose();

    /// <summary>The elements that point to a row, rising.</summary>
    internal ReadOnlySpan<int> Family(int row) => _map.Family(row);
}
