namespace Paragon;

/// <summary>Which element of one level each element of another points to, and the other way round.</summary>
public sealed class PackedLink
{
    private readonly int[] _targets;
    private readonly int[] _offsets;
    private readonly Lazy<int[]> _sources;

    internal PackedLink(string from, string name, string to, int[] targets, int targetRows)
    {
        From = from;
        Name = name;
        To = to;
        _targets = targets;
        _offsets = Counted(targets, targetRows);
        _sources = new Lazy<int[]>(() => Sorted(targets, _offsets));
    }

    /// <summary>Level that the link starts from.</summary>
    public string From { get; }

    /// <summary>Name of the link within that level.</summary>
    public string Name { get; }

    /// <summary>Level that the link points to.</summary>
    public string To { get; }

    /// <summary>Row pointed to by each row, or -1.</summary>
    public ReadOnlySpan<int> Targets => _targets;

    /// <summary>The targets as they lie in memory, not to be changed.</summary>
    internal int[] TargetRows => _targets;

    /// <summary>How many rows point to rows before each row; the last entry is how many point anywhere.</summary>
    internal ReadOnlySpan<int> Offsets => _offsets;

    /// <summary>Row that a row points to, or -1.</summary>
    public int Target(int row) => _targets[row];

    /// <summary>Rows that point to a row, rising.</summary>
    public int[] Sources(int target) => Family(target).ToArray();

    /// <summary>Rows that point to a row, rising, as they lie in memory.</summary>
    internal ReadOnlySpan<int> Family(int target) => _sources.Value.AsSpan(_offsets[target].._offsets[target + 1]);

    /// <summary>First and last row that point to a row, of a link whose rows are contiguous.</summary>
    internal (int First, int Last) Span(int target) => (_sources.Value[_offsets[target]], _sources.Value[_offsets[target + 1] - 1]);

    private static int[] Counted(ReadOnlySpan<int> targets, int targetRows)
    {
        int[] offsets = new int[targetRows + 1];
        for (int row = 0; row < targets.Length;)
        {
            // Runs are counted as a whole: a counter that is read as soon as it is written would hold each row up.
            (int target, int first) = (targets[row], row);
            while (++row < targets.Length && targets[row] == target)
            {
            }

            if (target >= 0)
            {
                offsets[target + 1] += row - first;
            }
        }

        int before = 0;
        foreach (ref int offset in offsets.AsSpan())
        {
            before += offset;
            offset = before;
        }

        return offsets;
    }

    private static int[] Sorted(int[] targets, int[] offsets)
    {
        int[] sources = new int[offsets[^1]];
        int[] next = offsets[..^1];
        for (int row = 0; row < targets.Length; row++)
        {
            if (targets[row] >= 0)
            {
                sources[next[targets[row]]++] = row;
            }
        }

        return sources;
    }
}
