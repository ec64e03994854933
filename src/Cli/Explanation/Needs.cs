using Paragon.Formulas;

namespace Paragon.Cli.Explanation;

/// <summary>A column that formulas read.</summary>
/// <param name="Column">The column.</param>
/// <param name="Source">Where its values come from: "data", a formula, or why none are needed.</param>
internal sealed record NeededColumn(ColumnNode Column, string Source);

/// <summary>What the formulas of an objective need of a batch.</summary>
internal static class Needs
{
    /// <summary>The columns, by level and name.</summary>
    public static IReadOnlyList<NeededColumn> Columns(ObjectiveGraphs graphs)
    {
        IReadOnlyList<Stage> stages = graphs.Objective.Stages;
        HashSet<string> read = [.. stages.SelectMany(stage => Traversal.Sorted(graphs.Formula(stage))).OfType<ColumnNode>().Select(column => column.Key)];
        return [.. stages.SelectMany(stage => Traversal.Sorted(graphs.Whole(stage))).OfType<ColumnNode>().DistinctBy(column => column.Key)
            .OrderBy(column => column.Domain!.Key, StringComparer.Ordinal).ThenBy(column => column.Name, StringComparer.Ordinal)
            .Select(column => new NeededColumn(column, Source(column, stages, read)))];
    }

    /// <summary>The links between levels that a batch must have, as "token.completion → completion".</summary>
    public static IReadOnlyList<string> Links(ObjectiveGraphs graphs) =>
        [.. graphs.Objective.Stages.SelectMany(stage => Traversal.Sorted(graphs.Formula(stage))).SelectMany(Links).SelectMany(Declared)
            .Select(link => $"{link.From}.{link.Name} → {link.To}{(link.Optional ? " (optional)" : "")}").Distinct().Order(StringComparer.Ordinal)];

    private static string Source(ColumnNode column, IReadOnlyList<Stage> stages, HashSet<string> read) =>
        !read.Contains(column.Key) ? "only with other options"
        : stages.FirstOrDefault(stage => Gives(stage, column)) is { } stage ? $"formula {stage.Name}"
        : double.IsNaN(column.Default) ? "data"
        : FormattableString.Invariant($"data, or {column.Default} without");

    private static bool Gives(Stage stage, ColumnNode column) =>
        stage.Kind is StageKind.Reward or StageKind.Advantage
        && stage.Column == column.Name
        && (stage.Level == column.Domain!.Key || stage is { Kind: StageKind.Advantage, Level: "completion" } && column.Domain.Key == "token");

    private static IEnumerable<Link> Links(Node node) => node switch
    {
        GatherNode gather => [gather.Link],
        ReduceNode reduce => [reduce.Link],
        CountNode count => [count.Link],
        ExistsNode exists => [exists.Link],
        ScanNode scan => [scan.Neighbour],
        SortNode sort => [sort.Family],
        RankNode rank => [rank.Family],
        PlacedNode placed => [placed.Family],
        _ => [],
    };

    private static IEnumerable<DeclaredLink> Declared(Link link) => link switch
    {
        DeclaredLink declared => [declared],
        NeighbourLink { Parent: { } parent } => Declared(parent),
        JoinLink { Join: var join } => [.. join.Root.Links.SelectMany(Declared), .. join.Self.Links.SelectMany(Declared), .. Declared(join.Set)],
        _ => [],
    };
}
