using System.Collections.Concurrent;

namespace Paragon.Formulas;

/// <summary>The rows that every link of a graph points to, for one batch: those it declares, and neighbours and joins worked out from them.</summary>
public sealed class LinkTable(IBatchData data)
{
    private readonly ConcurrentDictionary<string, int[]> _targets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, List<int>[]> _sources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (int[] Outer, int[] Inner)> _joins = new(StringComparer.Ordinal);

    /// <summary>Number of elements of a domain.</summary>
    public int Rows(Domain domain) =>
        domain is Join join ? JoinRows(join).Outer.Length
        : domain.IsBatch ? 1
        : data.Rows(domain.Key);

    /// <summary>Row that each element's link points to, or -1.</summary>
    public int[] Targets(Link link) => _targets.GetOrAdd(link.Key, _ => link switch
    {
        DeclaredLink declared => [.. data.Targets(declared.From.Key, declared.Name)],
        RootLink root => new int[Rows(root.From)],
        NeighbourLink neighbour => Neighbours(neighbour),
        JoinLink join => join.Inner ? JoinRows(join.Join).Inner : JoinRows(join.Join).Outer,
        _ => throw new InvalidOperationException($"'{link}' is a kind of link that the table does not know."),
    });

    /// <summary>Rows whose link points to each target, rising. The lists are the table's own: they are read, not changed.</summary>
    public List<int>[] Sources(Link link) => _sources.GetOrAdd(link.Key, _ =>
    {
        List<int>[] sources = new List<int>[Rows(link.To)];
        for (int target = 0; target < sources.Length; target++)
        {
            sources[target] = [];
        }

        int[] targets = Targets(link);
        for (int row = 0; row < targets.Length; row++)
        {
            if (targets[row] >= 0)
            {
                sources[targets[row]].Add(row);
            }
        }

        return sources;
    });

    private int[] Neighbours(NeighbourLink link)
    {
        int[]? parents = link.Parent is null ? null : Targets(link.Parent);
        int rows = Rows(link.Level);
        int[] neighbours = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            int other = row + link.Offset;
            neighbours[row] = other >= 0 && other < rows && (parents is null || parents[other] == parents[row]) ? other : -1;
        }

        return neighbours;
    }

    private (int[] Outer, int[] Inner) JoinRows(Join join) => _joins.GetOrAdd(join.Key, _ =>
    {
        List<int>[] members = Sources(join.Set);
        int[] roots = Follow(join.Root, Rows(join.Outer));
        int[] selves = join.Kind == JoinKind.All ? [] : Follow(join.Self, Rows(join.Outer));
        List<int> outer = [];
        List<int> inner = [];
        for (int row = 0; row < roots.Length; row++)
        {
            foreach (int member in roots[row] < 0 ? [] : members[roots[row]])
            {
                if (join.Kind == JoinKind.All || Stands(join.Kind, selves[row], member))
                {
                    outer.Add(row);
                    inner.Add(member);
                }
            }
        }

        return ([.. outer], [.. inner]);
    });

    private static bool Stands(JoinKind kind, int self, int member) => kind switch
    {
        JoinKind.Others => member != self,
        JoinKind.AndAfter => member >= self,
        JoinKind.AndBefore => member <= self,
        _ => true,
    };

    private int[] Follow(LinkPath path, int rows)
    {
        int[] at = Enumerable.Range(0, rows).ToArray();
        foreach (Link link in path.Links)
        {
            int[] targets = Targets(link);
            at = at.Select(row => row < 0 ? -1 : targets[row]).ToArray();
        }

        return at;
    }
}
