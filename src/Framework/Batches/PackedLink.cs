namespace Paragon;

/// <summary>Which element of one level each element of another points to, and the other way round.</summary>
public sealed class PackedLink
{
    private readonly int[] _targets;
    private readonly int[] _offsets;
    private readonly int[] _sources;

    internal PackedLink(string from, string name, string to, int[] targets, int targetRows)
    {
        From = from;
        Name = name;
        To = to;
        _targets = targets;
        _offsets = new int[targetRows + 1];
        foreach (int target in targets)
        {
            if (target >= 0)
            {
                _offsets[target + 1]++;
            }
        }

        for (int i = 0; i < targetRows; i++)
        {
            _offsets[i + 1] += _offsets[i];
        }

        _sources = new int[_offsets[targetRows]];
        int[] next = _offsets.AsSpan(0, targetRows).ToArray();
        for (int row = 0; row < targets.Length; row++)
        {
            if (targets[row] >= 0)
            {
                _sources[next[targets[row]]++] = row;
            }
        }
    }

    /// <summary>Level that the link starts from.</summary>
    public string From { get; }

    /// <summary>Name of the link within that level.</summary>
    public string Name { get; }

    /// <summary>Level that the link points to.</summary>
    public string To { get; }

    /// <summary>Row pointed to by each row, or -1.</summary>
    public ReadOnlySpan<int> Targets => _targets;

    /// <summary>Row that a row points to, or -1.</summary>
    public int Target(int row) => _targets[row];

    /// <summary>Rows that point to a row, rising.</summary>
    public int[] Sources(int target) => _sources[_offsets[target].._offsets[target + 1]];

    /// <summary>First and last row that point to a row, of a link whose rows are contiguous.</summary>
    internal (int First, int Last) Span(int target) => (_sources[_offsets[target]], _sources[_offsets[target + 1] - 1]);
}
