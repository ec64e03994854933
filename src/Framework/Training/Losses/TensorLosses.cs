using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>The generated tensor code.</summary>
internal sealed class TensorLosses(IObjective objective) : ILossEngine
{
    private readonly BatchLoss _loss = new(objective);
    private readonly BatchLoss _metrics = new(objective, StageKind.Metric);

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Statistics(IReadOnlyList<TensorBatch> parts) => _loss.Statistics(parts);

    /// <inheritdoc/>
    public (double Value, bool Depends) Differentiate(TensorBatch part, IReadOnlyList<PolicyColumn> columns, IReadOnlyList<double[]> statistics)
    {
        Tensor total = _loss.Loss(part, statistics);
        if (total.requires_grad)
        {
            total.backward();
        }

        return (part.ToNumber(total), total.requires_grad);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double[]> MetricStatistics(IReadOnlyList<TensorBatch> parts) => _metrics.Statistics(parts);

    /// <inheritdoc/>
    public Dictionary<string, double> Metrics(TensorBatch part, IReadOnlyList<double[]> statistics) => new(_metrics.Values(part, statistics));
}
