namespace Paragon.Formulas;

/// <summary>A method of an objective whose result becomes a column that later ones read.</summary>
/// <param name="Root">The method's graph.</param>
/// <param name="Level">Level of the column.</param>
/// <param name="Column">Name of the column: "reward", "advantage".</param>
public sealed record Stage(Node Root, string Level, string Column);

/// <summary>Puts the formulas that write columns in the place of the columns that read them.</summary>
public static class Composition
{
    /// <summary>One formula for what an objective computes in stages: what it reads of an earlier stage is that stage's formula.</summary>
    /// <param name="b">Builder of the new graph; it need not be that of the stages.</param>
    /// <param name="root">The formula that reads.</param>
    /// <param name="earlier">The stages before it, in their order; each may read those before it.</param>
    public static Node Of(GraphBuilder b, Node root, IReadOnlyList<Stage> earlier)
    {
        Dictionary<(string, string), Node> written = [];
        foreach (Stage stage in earlier)
        {
            written[(stage.Level, stage.Column)] = Replaced(b, stage.Root, written);
        }

        return Replaced(b, root, written);
    }

    private static Node Replaced(GraphBuilder b, Node root, Dictionary<(string, string), Node> written) =>
        Rewriting.Replace(b, Importing.Into(b, root), (node, _) =>
            node is ColumnNode column && written.TryGetValue((column.Domain!.Key, column.Name), out Node? value) ? Spread(b, column.Domain, value) : null);

    /// <summary>A value of the whole batch stands at each element of the level that it is written to.</summary>
    private static Node Spread(GraphBuilder b, Domain level, Node value) =>
        value.Domain is { IsBatch: true } && !level.IsBatch ? b.Gather(new RootLink(level), value) : value;
}
