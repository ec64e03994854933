namespace Paragon.Formulas;

/// <summary>Rows and links of a random batch: families of a few elements, and links whose targets agree with the parents.</summary>
internal sealed class SampleShape
{
    private readonly SampleSchema _schema;
    private readonly Random _random;
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Level, string Link), int[]> _links = [];

    public SampleShape(SampleSchema schema, Random random, SampleSettings settings)
    {
        (_schema, _random) = (schema, random);
        foreach (string level in schema.Levels)
        {
            AddRows(level, settings);
        }

        foreach (DeclaredLink link in schema.Levels.SelectMany(schema.LinksOf).Where(link => !_links.ContainsKey((link.From.Key, link.Name))))
        {
            AddLink(link);
        }
    }

    public IReadOnlyDictionary<string, int> Rows => _rows;

    public IReadOnlyDictionary<(string Level, string Link), int[]> Links => _links;

    /// <summary>Whether every set that a formula reduces over has an element.</summary>
    public bool IsCovered => _schema.Levels.SelectMany(_schema.LinksOf).Where(_schema.IsCovering)
        .All(link => new HashSet<int>(_links[(link.From.Key, link.Name)].Where(target => target >= 0)).Count == _rows[link.To.Key]);

    /// <summary>Row of an element's ancestor, or -1 where its level has none of that level.</summary>
    public int Ancestor(string level, int row, string ancestor)
    {
        while (level != ancestor)
        {
            if (_schema.Parent(level) is not { } parent)
            {
                return -1;
            }

            row = _links[(level, parent.Name)][row];
            level = parent.To.Key;
        }

        return row;
    }

    private void AddRows(string level, SampleSettings settings)
    {
        int Size() => settings.Family(level) ?? (settings.IsSingleton ? 1 : _random.Next(1, settings.LargestFamily + 1));
        if (_schema.Parent(level) is not { } parent || !_rows.ContainsKey(parent.To.Key))
        {
            _rows[level] = Size();
            return;
        }

        List<int> targets = [];
        for (int row = 0; row < _rows[parent.To.Key]; row++)
        {
            targets.AddRange(Enumerable.Repeat(row, settings.HasEmptyFamilies && _random.Next(3) == 0 ? 0 : Size()));
        }

        _rows[level] = targets.Count;
        _links[(level, parent.Name)] = [.. targets];
    }

    private void AddLink(DeclaredLink link)
    {
        int[] targets = new int[_rows[link.From.Key]];
        int[][] candidates = Candidates(link);
        for (int row = 0; row < targets.Length; row++)
        {
            targets[row] = candidates[row].Length == 0 || (link.Optional && _random.Next(5) == 0) ? -1 : candidates[row][_random.Next(candidates[row].Length)];
        }

        if (_schema.IsCovering(link))
        {
            Cover(targets, candidates, _rows[link.To.Key]);
        }

        _links[(link.From.Key, link.Name)] = targets;
    }

    /// <summary>
    /// For each element the targets under the nearest common ancestor; others than its links to the same level have, where
    /// there are any.
    /// </summary>
    private int[][] Candidates(DeclaredLink link)
    {
        int[] all = [.. Enumerable.Range(0, _rows[link.To.Key])];
        HashSet<string> above = [.. _schema.Lineage(link.To.Key)];
        string? common = _schema.Lineage(link.From.Key).FirstOrDefault(above.Contains);
        int[] ancestors = common is null ? [] : [.. all.Select(target => Ancestor(link.To.Key, target, common))];
        int[][] others = [.. _schema.LinksOf(link.From.Key).Where(other => other.To.Equals(link.To) && other != link)
            .Where(other => _links.ContainsKey((other.From.Key, other.Name))).Select(other => _links[(other.From.Key, other.Name)])];
        return [.. Enumerable.Range(0, _rows[link.From.Key]).Select(row =>
        {
            int ancestor = common is null ? -1 : Ancestor(link.From.Key, row, common);
            int[] related = common is null ? all : Array.FindAll(all, target => ancestors[target] == ancestor);
            related = related.Length == 0 && !link.Optional ? all : related;
            int[] free = Array.FindAll(related, target => !Array.Exists(others, taken => taken[row] == target));
            return free.Length > 0 ? free : related;
        })];
    }

    private static void Cover(int[] targets, int[][] candidates, int count)
    {
        for (int target = 0; target < count; target++)
        {
            if (Array.IndexOf(targets, target) < 0)
            {
                int free = Enumerable.Range(0, targets.Length)
                    .Where(row => candidates[row].Contains(target) && (targets[row] < 0 || targets.Count(other => other == targets[row]) > 1))
                    .DefaultIfEmpty(-1).First();
                if (free >= 0)
                {
                    targets[free] = target;
                }
            }
        }
    }
}
