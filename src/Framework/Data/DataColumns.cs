namespace Paragon.Data;

/// <summary>Which kinds of data which columns make.</summary>
internal static class DataColumns
{
    // In the order in which they are told: a kind comes before those whose columns it has too.
    private static readonly (DataKind Kind, string[] Columns)[] s_kinds =
    [
        (DataKind.Preference, ["chosen", "rejected"]),
        (DataKind.Unpaired, ["prompt", "completion", "label"]),
        (DataKind.Scored, ["prompt", "completion", "reward"]),
        (DataKind.Scored, ["prompt", "responses", "rewards"]),
        (DataKind.Completion, ["prompt", "completion"]),
        (DataKind.Answer, ["question", "answer"]),
        (DataKind.Answer, ["prompt", "answer"]),
        (DataKind.Messages, ["messages"]),
        (DataKind.Prompt, ["prompt"]),
        (DataKind.Text, ["text"]),
    ];

    /// <summary>What a row of <see cref="DataKind.Scored"/> may have beside its columns.</summary>
    public const string Value = "value";

    /// <summary>Names of all columns of the conventions.</summary>
    public static IEnumerable<string> All { get; } = [.. s_kinds.SelectMany(kind => kind.Columns).Append(Value).Distinct()];

    /// <summary>The kind of rows that have these columns, or null.</summary>
    public static DataKind? Kind(IReadOnlySet<string> columns, IReadOnlyDictionary<string, string> mapping)
    {
        foreach ((DataKind kind, string[] needed) in s_kinds)
        {
            if (needed.All(column => columns.Contains(mapping.TryGetValue(column, out string? actual) ? actual : column)))
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>Place of a kind in the order in which they are told.</summary>
    public static int Rank(DataKind kind) => Array.FindIndex(s_kinds, known => known.Kind == kind);

    /// <summary>The kinds with their columns, for a message.</summary>
    public static string Described { get; } = string.Join("; ", s_kinds.Select(kind => $"{string.Join(" + ", kind.Columns)} ({kind.Kind})"));
}
