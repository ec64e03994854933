using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>
/// The graph backend for one objective under its options and for all its mutants: what was computed for one is not computed
/// again for the next, which shares most of its nodes.
/// </summary>
/// <param name="objective">The objective.</param>
internal sealed class SharedGraph(IObjective objective) : IBackend
{
    // The batches of the objective itself come first, those with a mutant's rewards later.
    private const int MostBatches = 8;

    private readonly GraphBackend _alone = new();
    private readonly GraphBuilder _builder = new();
    private readonly Dictionary<string, Node> _specialized = [];
    private readonly Dictionary<Node, IReadOnlyDictionary<ColumnNode, Node>> _gradients = [];
    private readonly List<(PackedBatch Batch, Evaluator Evaluator)> _known = [];

    /// <inheritdoc/>
    public string Name => "graph";

    /// <inheritdoc/>
    public double Precision => 1e-9;

    /// <summary>Whether the change is in what the options leave of the formula.</summary>
    public bool Sees(Mutant mutant) => Specialized(mutant.GraphSource) != Specialized(objective.Stages.Single(stage => stage.Name == mutant.Stage).GraphSource);

    /// <summary>Forgets the batches.</summary>
    public void Forget() => _known.Clear();

    /// <inheritdoc/>
    public double[] Values(IObjective other, Stage stage, PackedBatch batch) => IsAnother(other) ? _alone.Values(other, stage, batch)
        : Finite.Check(other, stage, Expand(EvaluatorOf(batch).Evaluate(Specialized(stage.GraphSource)), batch.Rows(stage.Level)));

    /// <inheritdoc/>
    public LossValue Loss(IObjective other, PackedBatch batch)
    {
        if (IsAnother(other))
        {
            return _alone.Loss(other, batch);
        }

        Node loss = Specialization.Of(_builder, GraphBackend.Root(other, _builder), objective.Option);
        Evaluator evaluator = EvaluatorOf(batch);
        double value = Finite.Check(other, other.Stages.First(stage => stage.Kind == StageKind.Loss), [evaluator.Evaluate(loss)[0]])[0];
        if (!_gradients.TryGetValue(loss, out IReadOnlyDictionary<ColumnNode, Node>? derivatives))
        {
            _gradients[loss] = derivatives = Differentiation.Gradient(_builder, loss);
        }

        Dictionary<ColumnName, double[]> gradient = [];
        foreach ((ColumnNode column, Node derivative) in derivatives)
        {
            ColumnName name = new(column.Domain!.Key, column.Name);
            gradient[name] = Finite.CheckGradient(other, name, Expand(evaluator.Evaluate(derivative), batch.Rows(name.Level)));
        }

        return new LossValue(value, gradient);
    }

    // A golden case may compute with other objectives as well, under options of their own.
    private bool IsAnother(IObjective other) => !ReferenceEquals(Mutant.Original(other), objective);

    private Node Specialized(string graph)
    {
        if (!_specialized.TryGetValue(graph, out Node? node))
        {
            _specialized[graph] = node = Specialization.Of(_builder, GraphText.Read(graph, _builder), objective.Option);
        }

        return node;
    }

    private Evaluator EvaluatorOf(PackedBatch batch)
    {
        foreach ((PackedBatch known, Evaluator evaluator) in _known)
        {
            if (ReferenceEquals(known, batch) || AreEqual(known, batch))
            {
                return evaluator;
            }
        }

        Evaluator made = new(new PackedBatchData(batch), objective.Option);
        if (_known.Count < MostBatches)
        {
            _known.Add((batch, made));
        }

        return made;
    }

    /// <summary>Whether two batches that come from one hold the same numbers: only columns are ever replaced.</summary>
    private static bool AreEqual(PackedBatch one, PackedBatch other) => one.Levels.Keys.All(level =>
        other.Levels[level].Columns.Count == one.Levels[level].Columns.Count
        && one.Levels[level].Columns.All(column => other.Levels[level].Columns.TryGetValue(column.Key, out double[]? values) && (values == column.Value || values.AsSpan().SequenceEqual(column.Value))));

    private static double[] Expand(double[] values, int rows) =>
        values.Length == rows ? values : [.. Enumerable.Repeat(values[0], rows)];
}
