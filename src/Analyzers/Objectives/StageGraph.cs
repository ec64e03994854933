using Paragon.Formulas;

namespace Paragon.Analyzers.Objectives;

/// <summary>One formula of an objective as a graph: plain data, nothing of a compilation.</summary>
/// <param name="index">Its place among the objective's formulas.</param>
/// <param name="kind">Kind of the stage.</param>
/// <param name="name">Name of the method.</param>
/// <param name="column">Column of its level that receives the result; empty where none does.</param>
/// <param name="level">Level that the formula is about.</param>
/// <param name="value">Value for one element of the level.</param>
/// <param name="builder">Builder of the graph.</param>
/// <param name="undeclared">Columns that declare no range although their declaration stands in the user's own source: property by key.</param>
/// <param name="assumed">Keys of the other columns without a declared range: a reward from elsewhere.</param>
internal sealed class StageGraph(
    int index, StageKind kind, string name, string column, Domain level, Node value, GraphBuilder builder, IReadOnlyDictionary<string, string> undeclared,
    ISet<string> assumed)
{
    private readonly IReadOnlyList<Node> _nodes = Traversal.Sorted(value);
    private RangeAnalysis? _ranges;
    private string? _text;
    private IReadOnlyList<DomainFinding>? _domains;

    /// <summary>Its place among the objective's formulas.</summary>
    public int Index => index;

    /// <summary>Kind of the stage.</summary>
    public StageKind Kind => kind;

    /// <summary>Name of the method.</summary>
    public string Name => name;

    /// <summary>Column of its level that receives the result; empty where none does.</summary>
    public string Column => column;

    /// <summary>Level that the formula is about.</summary>
    public Domain Level => level;

    /// <summary>Value for one element of the level.</summary>
    public Node Value => value;

    /// <summary>Builder of the graph.</summary>
    public GraphBuilder Builder => builder;

    /// <summary>Columns that declare no range although their declaration stands in the user's own source: name of the property by the node's key.</summary>
    public IReadOnlyDictionary<string, string> Undeclared => undeclared;

    /// <summary>
    /// What proofs take as known: a column of the framework's that declares no range, such as a reward from elsewhere, is
    /// taken to lie in [-1, 1], so that nothing is said of it that only its own size would show.
    /// </summary>
    public RangeAssumptions Assumptions { get; } = new() { Columns = column => assumed.Contains(column.Key) ? new Interval(-1, 1) : null };

    /// <summary>All that a rule of one formula can depend on: what is found of a formula holds for every other of the same text.</summary>
    public string Text => _text ??= string.Join("\n", new[] { kind.ToString(), name, column, level.Key, GraphText.Write(value), string.Join(";", undeclared.Keys), string.Join(";", assumed) });

    /// <summary>Ranges of the parts, worked out once for all rules.</summary>
    public RangeAnalysis Ranges => _ranges ??= new RangeAnalysis(Assumptions);

    /// <summary>Whether operations stay in their domains, worked out once for all rules.</summary>
    public IReadOnlyList<DomainFinding> DomainFindings(CancellationToken cancellation) => _domains ??= DomainSafety.Of(value, Ranges, cancellation);

    /// <summary>All nodes, each after its arguments.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Number of a node in the order of the graph's text, or -1 for one that is not the formula's own.</summary>
    public int NumberOf(Node node)
    {
        for (int i = 0; i < _nodes.Count; i++)
        {
            if (_nodes[i] == node)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>What a formula is for.</summary>
internal enum StageKind
{
    /// <summary>Shapes a reward.</summary>
    Reward,

    /// <summary>Gives credit.</summary>
    Advantage,

    /// <summary>Is minimised.</summary>
    Loss,

    /// <summary>Is logged.</summary>
    Metric,
}
