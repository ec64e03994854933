using Microsoft.CodeAnalysis.CSharp;
using Paragon.Formulas;

namespace Paragon.Generators.Formulas;

/// <summary>Gives values the names that the source gave them, or ones made of the links and columns they come from.</summary>
internal sealed class Identifiers
{
    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal) { ["batch"] = 1, ["statistics"] = 1, ["scope"] = 1 };

    /// <summary>A name that nothing else has.</summary>
    public string Unique(string wanted)
    {
        string name = Camel(wanted);
        if (_used.TryGetValue(name, out int count))
        {
            _used[name] = count + 1;
            return Unique($"{name}{count + 1}");
        }

        _used[name] = 1;
        return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
    }

    /// <summary>What a node is best called.</summary>
    public static string Hint(Node node) => node switch
    {
        GatherNode { Link: RootLink } gather => Hint(gather.Value),
        GatherNode gather => node.Label ?? Prefix(gather.Link) + Pascal(Hint(gather.Value)),
        { Label: { } label } => label,
        ColumnNode column => Words(column.Name),
        ReduceNode reduce => (reduce.Reduction == Reduction.Sum ? "total" : Camel(reduce.Reduction.ToString())) + Pascal(Plain(reduce.Value)),
        CountNode { Link: JoinLink join } => Words(join.To) + "Count",
        CountNode count => Words(count.Link.From) + "Count",
        ExistsNode exists => Prefix(exists.Link) + "Exists",
        ScanNode scan => (scan.Neighbour.Offset > 0 ? "remaining" : "running") + Pascal(Plain(scan.Value)),
        SortNode sort => "sorted" + Pascal(Plain(sort.Value)),
        RankNode rank => "rankBy" + Pascal(Plain(rank.Value)),
        OperationNode { Operation.IsBoolean: true } => "condition",
        OperationNode { Operation.Name: "select" } => "either",
        _ => "term",
    };

    /// <summary>Name of a link as a value: completionOfToken, chosenOfPair, nextToken.</summary>
    public static string Hint(Link link) => link switch
    {
        DeclaredLink declared => $"{Words(declared.Name)}Of{Pascal(Words(declared.From.Key))}",
        RootLink root => $"batchOf{Pascal(Words(root.From))}",
        NeighbourLink neighbour => $"{(neighbour.Offset > 0 ? "next" : "previous")}{Pascal(Words(neighbour.Level.Key))}",
        JoinLink join => join.Inner ? $"{Words(join.To)}OfJoin" : $"outerOfJoin",
        _ => "link",
    };

    private static string Prefix(Link link) => link switch
    {
        DeclaredLink declared => Words(declared.Name),
        NeighbourLink { Offset: > 0 } => "next",
        NeighbourLink => "previous",
        JoinLink { Inner: true } => "other",
        _ => "own",
    };

    private static string Plain(Node node) => node is OperationNode { Label: null } ? "" : Hint(node);

    /// <summary>A level by its name; the rows of a join have none.</summary>
    private static string Words(Domain domain) => domain is Join ? "row" : Words(domain.Key);

    private static string Words(string name) => Camel(string.Concat(name.Split('_', '-', '.').Select(Pascal)));

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name.TrimStart('@')[0]) + name.TrimStart('@').Substring(1);

    private static string Camel(string name) => name.Length == 0 ? "value" : char.ToLowerInvariant(name[0]) + name.Substring(1);
}
