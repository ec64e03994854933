using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>The generated tensor code with the symbolic derivative, in tensor operations too.</summary>
internal sealed class AnalyticLosses(IObjective objective) : ILossEngine
{
    private readonly AnalyticBatchLoss _loss = new(objective);
    private readonly BatchLoss _metrics = new(objective, StageKind.Metric);

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Statistics(IReadOnlyList<TensorBatch> parts) => [_loss.Statistics(parts)];

    /// <inheritdoc/>
    public (double Value, bool Depends) Differentiate(TensorBatch part, IReadOnlyList<PolicyColumn> columns, IReadOnlyList<double[]> statistics)
    {
        AnalyticResult result = _loss.Run(part, statistics[0]);
        bool depends = false;
        foreach (PolicyColumn column in columns)
        {
            if (result.Gradient.FirstOrDefault(one => new ColumnName(one.Level, one.Column).Equals(column.Name)) is { } gradient)
            {
                using Tensor asLeaf = gradient.Values.to_type(column.Leaf.dtype).contiguous();
                column.Leaf.grad = asLeaf;
                depends = true;
            }
        }

        return (part.ToNumber(result.Loss), depends);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double[]> MetricStatistics(IReadOnlyList<TensorBatch> parts) => _metrics.Statistics(parts);

    /// <inheritdoc/>
    public Dictionary<string, double> Metrics(TensorBatch part, IReadOnlyList<double[]> statistics) => new(_metrics.Values(part, statistics));
}
