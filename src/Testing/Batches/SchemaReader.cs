using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Walks the graphs of formulas and notes every level, column and link in them.</summary>
internal sealed class SchemaReader
{
    private readonly HashSet<string> _levels = [];
    private readonly HashSet<string> _ordered = [];
    private readonly Dictionary<ColumnName, ColumnNode> _columns = [];
    private readonly Dictionary<string, DeclaredLink> _links = [];
    private readonly HashSet<string> _covering = [];
    private readonly Dictionary<string, string> _parents = [];

    public void Add(Stage stage)
    {
        Add(new Domain(stage.Level));
        foreach (Node node in Traversal.Sorted(stage.Graph))
        {
            Add(node);
        }
    }

    /// <param name="declared">Parents that the test declares, by level.</param>
    public IReadOnlyList<SchemaLevel> Read(IReadOnlyDictionary<string, string> declared)
    {
        Dictionary<string, string?> parents = _levels.ToDictionary(level => level, level => ParentOf(level, declared));
        return [.. _levels.Select(level => new SchemaLevel(
            level,
            parents[level],
            _ordered.Contains(level),
            [.. _columns.Where(column => column.Key.Level == level).Select(column => new SchemaColumn(
                column.Key.Column, ColumnKinds.Of(column.Key.Column, column.Value.IsBoolean, column.Value.Range), !double.IsNaN(column.Value.Default), column.Value.CarriesGradient))],
            [.. _links.Values.Where(link => link.From.Key == level && link.Name != parents[level])
                .Select(link => new SchemaLink(link.Name, link.To.Key, link.Optional, _covering.Contains(link.Key)))]))];
    }

    private string? ParentOf(string level, IReadOnlyDictionary<string, string> declared)
    {
        // A link to a parent bears the parent's name. Others may too (a token's node), so what is known comes first.
        string? parent = declared.GetValueOrDefault(level)
            ?? _parents.GetValueOrDefault(level)
            ?? (KnownLevels.Parents.TryGetValue(level, out string? known) ? known : _links.Values.FirstOrDefault(link => link.From.Key == level && link.Name == link.To.Key && !link.Optional)?.Name);
        return parent is not null && _levels.Contains(parent) ? parent : null;
    }

    private void Add(Node node)
    {
        if (node.Domain is { } domain)
        {
            Add(domain);
        }

        switch (node)
        {
            case ColumnNode column:
                _columns[new ColumnName(column.Domain!.Key, column.Name)] = column;
                break;
            case GatherNode gather:
                Add(gather.Link);
                break;
            case ReduceNode reduce:
                Add(reduce.Link);
                _covering.Add(reduce.Link.Key);
                break;
            case CountNode count:
                Add(count.Link);
                _covering.Add(count.Link.Key);
                break;
            case ExistsNode exists:
                Add(exists.Link);
                break;
            case ScanNode scan:
                Add(scan.Neighbour);
                break;
            case SortNode sort:
                Add(sort.Family);
                break;
            case RankNode rank:
                Add(rank.Family);
                break;
            case PlacedNode placed:
                Add(placed.Family);
                break;
        }
    }

    private void Add(Domain domain)
    {
        if (domain is Join join)
        {
            Add(join.Outer);
            Add(join.Set);
            _covering.Add(join.Set.Key);
            foreach (Link link in join.Root.Links.Concat(join.Self.Links))
            {
                Add(link);
            }

            if (join.Kind is JoinKind.AndAfter or JoinKind.AndBefore)
            {
                _ordered.Add(join.Set.From.Key);
            }
        }
        else if (!domain.IsBatch)
        {
            _levels.Add(domain.Key);
        }
    }

    private void Add(Link link)
    {
        Add(link.From);
        Add(link.To);
        switch (link)
        {
            case DeclaredLink declared when !declared.To.IsBatch:
                _links[declared.Key] = declared;
                break;
            case NeighbourLink neighbour:
                _ordered.Add(neighbour.Level.Key);
                if (neighbour.Parent is DeclaredLink parent)
                {
                    Add(parent);
                    _parents[neighbour.Level.Key] = parent.Name;
                }

                break;
            case JoinLink join:
                Add(join.Join);
                break;
        }
    }
}
