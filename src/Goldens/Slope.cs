using Paragon.Formulas;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>The derivative of a reward by the score that it shapes, from its graph: rewards are constants for training, and this is what the analyzers look at.</summary>
internal static class Slope
{
    /// <summary>The slope of each element's reward by a column, summed over all rewards that read the entry.</summary>
    /// <param name="objective">The objective, for its options.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="stage">Name of the reward's method.</param>
    /// <param name="column">The column.</param>
    public static double[] Of(IObjective objective, PackedBatch batch, string stage, ColumnName column)
    {
        Paragon.Stage formula = objective.Stages.Single(candidate => candidate.Name == stage);
        GraphBuilder builder = new();
        Node value = GraphText.Read(formula.GraphSource, builder);
        Node sum = builder.Reduce(Reduction.Sum, new RootLink(value.Domain!), value);
        Node derivative = Differentiation.Gradient(builder, sum).Single(pair => pair.Key.Domain!.Key == column.Level && pair.Key.Name == column.Column).Value;
        double[] values = new Evaluator(new PackedBatchData(batch), objective.Option).Evaluate(derivative);
        return values.Length == batch.Rows(column.Level) ? values : [.. Enumerable.Repeat(values[0], batch.Rows(column.Level))];
    }
}
