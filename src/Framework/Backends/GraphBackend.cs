using Paragon.Formulas;

namespace Paragon;

/// <summary>The graph, node by node in double precision, with the symbolic derivative: a second opinion without tensors.</summary>
public sealed class GraphBackend : IBackend
{
    /// <inheritdoc/>
    public string Name => "graph";

    /// <inheritdoc/>
    public double Precision => 1e-9;

    /// <inheritdoc/>
    public double[] Values(IObjective objective, Stage stage, PackedBatch batch)
    {
        Evaluator evaluator = new(new PackedBatchData(batch), objective.Option);
        GraphBuilder builder = new();
        Formulas.Node value = Specialization.Of(builder, GraphText.Read(stage.GraphSource, builder), objective.Option);
        return Finite.Check(objective, stage, Expand(evaluator.Evaluate(value), batch.Rows(stage.Level)));
    }

    /// <inheritdoc/>
    public LossValue Loss(IObjective objective, PackedBatch batch)
    {
        GraphBuilder builder = new();
        Formulas.Node loss = Specialization.Of(builder, Root(objective, builder), objective.Option);
        Evaluator evaluator = new(new PackedBatchData(batch), objective.Option);
        double value = evaluator.Evaluate(loss)[0];
        Dictionary<ColumnName, double[]> gradient = [];
        foreach ((ColumnNode column, Formulas.Node derivative) in Differentiation.Gradient(builder, loss))
        {
            ColumnName name = new(column.Domain!.Key, column.Name);
            gradient[name] = Finite.CheckGradient(objective, name, Expand(evaluator.Evaluate(derivative), batch.Rows(name.Level)));
        }

        return new LossValue(Finite.Check(objective, objective.Stages.First(stage => stage.Kind == StageKind.Loss), [value])[0], gradient);
    }

    /// <summary>The loss of a whole batch as one graph: the sum of the loss stages, each the mean over its level.</summary>
    public static Formulas.Node Root(IObjective objective, GraphBuilder builder)
    {
        Formulas.Node sum = builder.Number(0);
        foreach (Stage stage in objective.Stages.Where(stage => stage.Kind == StageKind.Loss))
        {
            Formulas.Node value = GraphText.Read(stage.GraphSource, builder);
            sum = builder.Add(sum, stage.IsOfBatch || value.Domain is null ? value : builder.Reduce(Reduction.Mean, new RootLink(new Domain(stage.Level)), value));
        }

        return sum;
    }

    private static double[] Expand(double[] values, int rows) =>
        values.Length == rows ? values : Enumerable.Repeat(values[0], rows).ToArray();
}
