using CsCheck;

namespace Paragon.Testing;

/// <summary>A random batch in the making.</summary>
internal sealed class BatchDraft(BatchSchema schema, PCG pcg)
{
    private readonly PackedBatchBuilder _builder = new();
    private readonly Dictionary<string, int[]> _parents = [];

    public PackedBatch Build() => _builder.Build();

    /// <summary>Adds the rows of a level. Where a link must cover it, there are not more rows than the link starts from.</summary>
    public void AddLevel(SchemaLevel level, (int Min, int Max) family)
    {
        // A pair takes two different completions, so a family of completions has room for both, and for more than one pair.
        int taken = schema.Levels.Where(from => from.Parent is null).Select(from => from.Links.Count(link => link.To == level.Name)).DefaultIfEmpty(0).Max();
        int fewest = Math.Max(family.Min, taken);
        int most = level.Parent is null ? family.Max * Math.Max(1, taken) : Math.Max(fewest, family.Max);
        int families = level.Parent is null ? 1 : Rows(level.Parent);
        int[] counts = Enumerable.Range(0, families).Select(parent => Math.Min(Between(fewest, most), Available(level, parent))).ToArray();
        _parents[level.Name] = counts.SelectMany((count, parent) => Enumerable.Repeat(parent, count)).ToArray();
        if (level.Parent is null)
        {
            _builder.Level(level.Name, counts[0]);
        }
        else
        {
            _builder.Level(level.Name, level.Parent, _parents[level.Name]);
        }
    }

    public void AddLinks(SchemaLevel level)
    {
        foreach (IGrouping<string, SchemaLink> links in level.Links.GroupBy(link => link.To))
        {
            SchemaLevel to = schema[links.Key];
            SchemaLevel? common = schema.CommonAncestor(level, to);
            int[][] targets = common is null ? Apart(level, to, links.Count()) : [.. links.Select(link => Within(level, to, common, link))];
            foreach ((SchemaLink link, int[] rows) in links.Zip(targets))
            {
                _builder.Link(level.Name, link.Name, to.Name, rows);
            }
        }
    }

    public void AddColumns(SchemaLevel level, IReadOnlyDictionary<ColumnName, Gen<double>> declared)
    {
        double[]? logp = null;
        foreach (SchemaColumn column in level.Columns)
        {
            if (declared.TryGetValue(new ColumnName(level.Name, column.Name), out Gen<double>? values))
            {
                _builder.Column(level.Name, column.Name, Each(level, () => values.Generate(pcg, null, out _)));
                continue;
            }

            // Ratios of policies are near 1 in training: log-probabilities of one level differ by little.
            logp ??= Each(level, () => Real(-3, -0.05));
            _builder.Column(level.Name, column.Name, column.Kind switch
            {
                ColumnKind.LogProbability => column.Name == "logp" ? logp : [.. logp.Select(value => Math.Min(value + Real(-0.6, 0.6), -0.001))],
                ColumnKind.Truth => Each(level, () => pcg.Next(2)),
                ColumnKind.Probability => Each(level, () => Real(0.02, 0.98)),
                ColumnKind.Positive => Each(level, () => Real(0.2, 2)),
                _ => Each(level, () => Real(-2, 2)),
            });
        }
    }

    /// <summary>Targets of elements that share no ancestor with what they point to: different members of one family each.</summary>
    private int[][] Apart(SchemaLevel level, SchemaLevel to, int links)
    {
        int[][] targets = [.. Enumerable.Range(0, links).Select(_ => new int[Rows(level.Name)])];
        int families = to.Parent is null ? 1 : Rows(to.Parent);
        Queue<int>[] fresh = [.. Enumerable.Range(0, families).Select(family => new Queue<int>(Shuffled(Members(to, family))))];
        for (int row = 0; row < Rows(level.Name); row++)
        {
            // Most take completions that no other has, so that batches fall apart into several components.
            int family = Between(0, families - 1);
            bool reuses = pcg.Next(5) == 0 || fresh[family].Count < links;
            int[] members = reuses ? Shuffled(Members(to, family)) : [.. Enumerable.Range(0, links).Select(_ => fresh[family].Dequeue())];
            for (int link = 0; link < links; link++)
            {
                targets[link][row] = members[link % members.Length];
            }
        }

        return targets;
    }

    private int[] Members(SchemaLevel level, int family) => [.. Enumerable.Range(0, Rows(level.Name)).Where(row => _parents[level.Name][row] == family)];

    /// <summary>Targets under the ancestor that an element shares with them: a token's segment is one of its own completion.</summary>
    private int[] Within(SchemaLevel level, SchemaLevel to, SchemaLevel common, SchemaLink link)
    {
        int[] own = Ancestors(level, common);
        int[] others = Ancestors(to, common);
        int[] targets = new int[own.Length];
        for (int ancestor = 0; ancestor < Rows(common.Name); ancestor++)
        {
            int[] rows = [.. Enumerable.Range(0, own.Length).Where(row => own[row] == ancestor)];
            int[] members = [.. Enumerable.Range(0, others.Length).Where(row => others[row] == ancestor)];
            int[] chosen = Cover(rows.Length, members, link.IsOptional, inOrder: level.Parent == common.Name);
            for (int i = 0; i < rows.Length; i++)
            {
                targets[rows[i]] = chosen[i];
            }
        }

        return targets;
    }

    /// <summary>A target for each of some elements, so that every target has one where there are enough elements; in runs where order counts.</summary>
    private int[] Cover(int count, int[] members, bool isOptional, bool inOrder)
    {
        int[] places = [.. Enumerable.Range(0, count).Select(i => i < members.Length ? i : Between(0, members.Length - 1))];
        places = inOrder ? [.. places.Order()] : Shuffled(places);
        HashSet<int> covered = [];
        return [.. places.Select(place => !covered.Add(place) && isOptional && pcg.Next(4) == 0 ? -1 : members[place])];
    }

    /// <summary>How many rows of a level under a parent the links that must cover it can cover.</summary>
    private int Available(SchemaLevel level, int parent)
    {
        int most = int.MaxValue;
        foreach (SchemaLevel from in schema.Levels.Where(from => _parents.ContainsKey(from.Name) && from.Links.Any(link => link.IsCovering && link.To == level.Name)))
        {
            if (schema.CommonAncestor(from, level) is { } common && common.Name == level.Parent)
            {
                most = Math.Min(most, Math.Max(1, Ancestors(from, common).Count(row => row == parent)));
            }
        }

        return most;
    }

    private int[] Ancestors(SchemaLevel level, SchemaLevel ancestor)
    {
        int[] rows = Enumerable.Range(0, Rows(level.Name)).ToArray();
        foreach (SchemaLevel at in schema.Lineage(level).TakeWhile(at => at != ancestor))
        {
            rows = [.. rows.Select(row => _parents[at.Name][row])];
        }

        return rows;
    }

    private int Rows(string level) => _parents[level].Length;

    private double[] Each(SchemaLevel level, Func<double> value) => [.. Enumerable.Range(0, Rows(level.Name)).Select(_ => value())];

    private int Between(int low, int high) => low + (int)pcg.Next((uint)(high - low + 1));

    private double Real(double low, double high) => low + ((high - low) * (pcg.Next64() >> 11) / (1UL << 53));

    private int[] Shuffled(int[] items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Between(0, i);
            (items[i], items[j]) = (items[j], items[i]);
        }

        return items;
    }
}
