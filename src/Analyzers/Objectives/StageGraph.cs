using Paragon.Formulas;

namespace Paragon.Analyzers.Objectives;

/// <summary>One formula of an objective as a graph: plain data, nothing of a compilation.</summary>
internal sealed class StageGraph
{
    private readonly StageReading _reading;
    private RangeAnalysis? _ranges;
    private IReadOnlyList<DomainFinding>? _domains;

    /// <summary>A formula with a builder of its own, to which proofs add nodes.</summary>
    /// <param name="index">Its place among the objective's formulas.</param>
    /// <param name="reading">The formula.</param>
    public StageGraph(int index, StageReading reading)
    {
        (Index, _reading) = (index, reading);
        Value = Importing.Into(Builder, reading.Value);
        Nodes = Traversal.Sorted(Value);
        Assumptions = new() { Columns = column => reading.Assumed.Contains(column.Key) ? new Interval(-1, 1) : null };
    }

    /// <summary>Its place among the objective's formulas.</summary>
    public int Index { get; }

    /// <summary>Kind of the stage.</summary>
    public StageKind Kind => _reading.Kind;

    /// <summary>Name of the method.</summary>
    public string Name => _reading.Name;

    /// <summary>Column of its level that receives the result; empty where none does.</summary>
    public string Column => _reading.Column;

    /// <summary>Level that the formula is about.</summary>
    public Domain Level => _reading.Level;

    /// <summary>Value for one element of the level.</summary>
    public Node Value { get; }

    /// <summary>Builder of the graph.</summary>
    public GraphBuilder Builder { get; } = new();

    /// <summary>Columns that declare no range although their declaration stands in the user's own source: name of the property by the node's key.</summary>
    public IReadOnlyDictionary<string, string> Undeclared => _reading.Undeclared;

    /// <summary>
    /// What proofs take as known: a column of the framework's that declares no range, such as a reward from elsewhere, is
    /// taken to lie in [-1, 1], so that nothing is said of it that only its own size would show.
    /// </summary>
    public RangeAssumptions Assumptions { get; }

    /// <summary>All that a rule of one formula can depend on.</summary>
    public string Text => _reading.Text;

    /// <summary>Ranges of the parts, worked out once for all rules.</summary>
    public RangeAnalysis Ranges => _ranges ??= new RangeAnalysis(Assumptions);

    /// <summary>All nodes, each after its arguments.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Whether operations stay in their domains, worked out once for all rules.</summary>
    public IReadOnlyList<DomainFinding> DomainFindings(CancellationToken cancellation) => _domains ??= DomainSafety.Of(Value, Ranges, cancellation);

    /// <summary>Number of a node in the order of the graph's text, or -1 for one that is not the formula's own.</summary>
    public int NumberOf(Node node)
    {
        for (int i = 0; i < Nodes.Count; i++)
        {
            if (Nodes[i] == node)
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
