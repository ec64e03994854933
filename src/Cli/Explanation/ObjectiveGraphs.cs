using Paragon.Formulas;

namespace Paragon.Cli.Explanation;

/// <summary>The formulas of an objective as graphs to read: for its options, where they decide what is computed, and simplified.</summary>
internal sealed class ObjectiveGraphs
{
    private readonly GraphBuilder _builder = new();
    private readonly Dictionary<Stage, Node> _whole = [];
    private readonly Dictionary<Stage, Node> _formulas = [];

    public ObjectiveGraphs(IObjective objective)
    {
        Objective = objective;
        foreach (Stage stage in objective.Stages)
        {
            _whole[stage] = GraphText.Read(stage.GraphSource, _builder);
            _formulas[stage] = ForOptions(_whole[stage]);
        }

        if (objective.Stages.Any(stage => stage.Kind == StageKind.Loss))
        {
            Loss = ForOptions(GraphBackend.Root(objective, _builder));
            Gradient = [.. Differentiation.Gradient(_builder, Loss, guarded: false).Select(pair => (pair.Key, Simplify(pair.Value)))];
        }
    }

    public IObjective Objective { get; }

    /// <summary>The loss of a batch: the sum over its loss formulas, each the mean over its level; null where there is none.</summary>
    public Node? Loss { get; }

    /// <summary>Derivative of the loss by each differentiable column that it reads, where every operation is finite.</summary>
    public IReadOnlyList<(ColumnNode Column, Node Derivative)> Gradient { get; } = [];

    /// <summary>A formula for the options.</summary>
    public Node Formula(Stage stage) => _formulas[stage];

    /// <summary>A formula for any options.</summary>
    public Node Whole(Stage stage) => _whole[stage];

    /// <summary>The form in which a loss or metric is summed over the parts of a batch.</summary>
    public BatchForm InParts(Stage stage)
    {
        Node value = Formula(stage);
        return Decomposition.Of(_builder, stage.IsOfBatch || value.Domain is null ? value : _builder.Reduce(Reduction.Mean, new RootLink(new Domain(stage.Level)), value));
    }

    /// <summary>What is proved of each formula but the metrics; what is centred by a later advantage counts as centred.</summary>
    public IEnumerable<(Stage Stage, IReadOnlyList<string> Lines)> Facts()
    {
        Stage[] stages = [.. Objective.Stages.Where(stage => stage.Kind != StageKind.Metric)];
        foreach (Stage stage in stages)
        {
            IEnumerable<Formulas.Stage> later = stages.SkipWhile(other => other != stage).Skip(1).Where(other => other.Kind == StageKind.Advantage)
                .Select(other => new Formulas.Stage(Whole(other), other.Level, other.Column));
            yield return (stage, [.. Paragon.Formulas.Facts.Of(Whole(stage), stage.Column, [.. later]).Lines()]);
        }
    }

    /// <summary>The options whose values decide what the formulas compute, so that they stand in none of them.</summary>
    public IReadOnlyList<OptionDescriptor> Decided
    {
        get
        {
            string[] read = Options(_whole.Values);
            string[] kept = Options(_formulas.Values);
            return [.. Objective.Descriptor.Options.Where(option => read.Contains(option.Name) && !kept.Contains(option.Name))];
        }
    }

    private static string[] Options(IEnumerable<Node> roots) =>
        [.. roots.SelectMany(root => Traversal.Sorted(root)).OfType<OptionNode>().Select(option => option.Name).Distinct()];

    private Node ForOptions(Node root) =>
        // a limit at infinity limits nothing
        WithoutLimits(Substitution.Of(_builder, Specialization.Of(_builder, root, Objective.Option), option =>
            double.IsInfinity(Objective.Option(option.Name)) ? Objective.Option(option.Name) : null));

    private Node WithoutLimits(Node root) => Traversal.Sorted(root).OfType<ConstantNode>().Any(number => double.IsInfinity(number.Value)) ? Simplify(root) : root;

    /// <summary>A second pass finds what the first laid open.</summary>
    private Node Simplify(Node root) => Simplification.Of(_builder, Simplification.Of(_builder, root));
}
