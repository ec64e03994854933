using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>The levels, columns and links that objectives need of a batch, read off the graphs of their formulas.</summary>
internal sealed class BatchSchema
{
    private BatchSchema(IReadOnlyList<SchemaLevel> levels) => Levels = levels;

    /// <summary>The levels, each after its parent and after those whose links must cover it.</summary>
    public IReadOnlyList<SchemaLevel> Levels { get; }

    public SchemaLevel this[string level] => Levels.First(other => other.Name == level);

    /// <summary>The schema of a batch that serves every one of the objectives.</summary>
    public static BatchSchema Of(IEnumerable<IObjective> objectives, IReadOnlyDictionary<string, string> parents)
    {
        SchemaReader reader = new();
        foreach (Stage stage in objectives.SelectMany(objective => objective.Stages))
        {
            reader.Add(stage);
        }

        IReadOnlyList<SchemaLevel> levels = reader.Read(parents);
        return new BatchSchema(Ordered(levels));
    }

    /// <summary>The chain of a level's ancestors, nearest first, itself included.</summary>
    public IEnumerable<SchemaLevel> Lineage(SchemaLevel level)
    {
        for (SchemaLevel? at = level; at is not null; at = at.Parent is null ? null : this[at.Parent])
        {
            yield return at;
        }
    }

    /// <summary>The nearest level that both belong to, or null.</summary>
    public SchemaLevel? CommonAncestor(SchemaLevel a, SchemaLevel b) => Lineage(a).FirstOrDefault(level => Lineage(b).Contains(level));

    private static List<SchemaLevel> Ordered(IReadOnlyList<SchemaLevel> levels)
    {
        List<SchemaLevel> ordered = [];
        List<SchemaLevel> waiting = [.. levels];
        while (waiting.Count > 0)
        {
            bool Done(string name) => ordered.Any(level => level.Name == name);
            SchemaLevel next = waiting.Find(level => (level.Parent is null || Done(level.Parent)) && levels.All(from => from == level || Done(from.Name) || !from.Links.Any(link => link.IsCovering && link.To == level.Name)))
                ?? waiting.Find(level => level.Parent is null || Done(level.Parent))
                ?? throw new InvalidOperationException($"The parents of the levels {string.Join(", ", waiting.Select(level => level.Name))} form a circle. Name the right parent with Parent(level, parent).");
            ordered.Add(next);
            waiting.Remove(next);
        }

        return ordered;
    }
}

/// <summary>A level that a formula uses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Level of the parent, or null.</param>
/// <param name="IsOrdered">Whether a formula looks at neighbours or ranges, so that the order of the rows means something.</param>
/// <param name="Columns">Columns that are read.</param>
/// <param name="Links">Links that are followed, without the parent's.</param>
internal sealed record SchemaLevel(string Name, string? Parent, bool IsOrdered, IReadOnlyList<SchemaColumn> Columns, IReadOnlyList<SchemaLink> Links);

/// <summary>A column that a formula reads.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What numbers it holds.</param>
/// <param name="IsOptional">Whether a batch may lack it.</param>
/// <param name="IsDifferentiable">Whether the gradient reaches it.</param>
internal sealed record SchemaColumn(string Name, ColumnKind Kind, bool IsOptional, bool IsDifferentiable);

/// <summary>A link that a formula follows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="To">Level that it points to.</param>
/// <param name="IsOptional">Whether it may point nowhere.</param>
/// <param name="IsCovering">Whether a formula reduces over it, so that every target needs an element.</param>
internal sealed record SchemaLink(string Name, string To, bool IsOptional, bool IsCovering);
