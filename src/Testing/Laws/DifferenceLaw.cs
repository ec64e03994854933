using System.Globalization;
using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>The derivative is what central differences see while every stop-gradient is held at its value.</summary>
internal static class DifferenceLaw
{
    // A kink nearer than one step spoils that step only; the largest is the least hurt by rounding, the smallest by curvature.
    private static readonly double[] Steps = [1e-5, 1e-4, 1e-6];

    private const double Tolerance = 2e-5;

    private const int MostRows = 12;

    public static Law Differences { get; } = new("the derivative is the limit of differences, stop-gradients held still", LawBatches.Random, trial => trial.HasLoss ? Violation(trial) : null);

    private static string? Violation(LawTrial trial)
    {
        GraphBuilder builder = new();
        Node loss = GraphBackend.Root(trial.Objective, builder);
        Evaluator still = new(new PackedBatchData(trial.Batch), trial.Objective.Option);
        double value = still.Evaluate(loss)[0];
        Dictionary<Node, double[]> stops = Traversal.Sorted(loss).OfType<StopGradientNode>().ToDictionary(stop => (Node)stop, still.Evaluate);
        foreach ((ColumnName column, double[] gradient) in LawTrial.Tensor.Loss(trial.Objective, trial.Batch).Gradient!)
        {
            foreach (int row in Enumerable.Range(0, gradient.Length).Where(row => row % Math.Max(1, gradient.Length / MostRows) == 0))
            {
                double Slope(double step) => (Moved(step) - Moved(-step)) / (2 * step);
                double Moved(double step) => new Evaluator(new PackedBatchData(WithStep(trial.Batch, column, row, step)), trial.Objective.Option) { Fixed = stops }.Evaluate(loss)[0];
                bool Agrees(double slope) => Math.Abs(slope - gradient[row]) <= Tolerance * (1 + Math.Abs(slope) + (1e-3 * Math.Abs(value)));

                // The first step nearly always agrees, and each costs two evaluations of the whole loss.
                if (!Steps.Any(step => Agrees(Slope(step))))
                {
                    double[] slopes = [.. Steps.Select(Slope)];
                    return string.Create(CultureInfo.InvariantCulture, $"the gradient by {column} at row {row}: autograd gives {gradient[row]:R}, differences with steps {string.Join(", ", Steps)} give {string.Join(", ", slopes.Select(slope => slope.ToString("G8", CultureInfo.InvariantCulture)))}.");
                }
            }
        }

        return null;
    }

    private static PackedBatch WithStep(PackedBatch batch, ColumnName column, int row, double step)
    {
        double[] values = [.. batch.Column(column.Level, column.Column)];
        values[row] += step;
        return batch.With(column.Level, column.Column, values);
    }
}
