namespace Paragon;

/// <summary>Rows of all levels, joined into trees: which rows belong together (union and find).</summary>
internal sealed class RowForest
{
    private readonly Dictionary<string, int> _first = [];
    private readonly List<(string Level, int Row)> _rows = [];
    private readonly int[] _above;

    public RowForest(IEnumerable<PackedLevel> levels)
    {
        foreach (PackedLevel level in levels)
        {
            _first[level.Name] = _rows.Count;
            _rows.AddRange(Enumerable.Range(0, level.Rows).Select(row => (level.Name, row)));
        }

        _above = Enumerable.Range(0, _rows.Count).ToArray();
    }

    public void Join((string Level, int Row) a, (string Level, int Row) b)
    {
        int one = Root(_first[a.Level] + a.Row);
        int other = Root(_first[b.Level] + b.Row);

        // The earlier row stays the root, so trees come out in the order of their first rows.
        _above[Math.Max(one, other)] = Math.Min(one, other);
    }

    public IEnumerable<IReadOnlyList<(string Level, int Row)>> Trees() =>
        Enumerable.Range(0, _rows.Count).GroupBy(Root, row => _rows[row]).Select(tree => tree.ToArray());

    private int Root(int row)
    {
        while (_above[row] != row)
        {
            _above[row] = _above[_above[row]];
            row = _above[row];
        }

        return row;
    }
}
