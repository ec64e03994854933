namespace Paragon.Formulas.Tests;

/// <summary>One group of three completions with two, one and three tokens, and two pairs of completions.</summary>
internal sealed class SmallBatch : IBatchData
{
    private static readonly Dictionary<string, int> _rows = new() { ["group"] = 1, ["completion"] = 3, ["token"] = 6, ["pair"] = 2 };

    private static readonly Dictionary<(string Level, string Link), int[]> _links = new()
    {
        [("completion", "group")] = [0, 0, 0],
        [("token", "completion")] = [0, 0, 1, 2, 2, 2],
        [("pair", "chosen")] = [0, 2],
        [("pair", "rejected")] = [1, 0],
    };

    public static Domain Token { get; } = new("token");

    public static Domain Completion { get; } = new("completion");

    public static Domain Group { get; } = new("group");

    public static Domain Pair { get; } = new("pair");

    public static Link CompletionOfToken { get; } = new DeclaredLink(Token, "completion", Completion, false);

    public static Link GroupOfCompletion { get; } = new DeclaredLink(Completion, "group", Group, false);

    public static NeighbourLink NextToken { get; } = new(Token, CompletionOfToken, 1);

    public required Dictionary<(string Level, string Column), double[]> Columns { get; init; }

    public static int RowsOf(string level) => _rows[level];

    public int Rows(string level) => _rows[level];

    public IReadOnlyList<int> Targets(string level, string link) => _links[(level, link)];

    public IReadOnlyList<double>? Column(string level, string column) => Columns.GetValueOrDefault((level, column));
}
