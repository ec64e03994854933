using static TorchSharp.torch;

namespace Paragon;

/// <summary>The loss of an objective with its symbolic derivative, on a batch in one or more parts.</summary>
internal sealed class AnalyticBatchLoss
{
    private readonly IObjective _objective;
    private readonly BatchLoss _statistics;
    private readonly Func<IObjective, TensorBatch, double[], AnalyticResult> _loss;

    /// <summary>The loss of an objective.</summary>
    /// <exception cref="BatchException">It has no such form; the message says why.</exception>
    public AnalyticBatchLoss(IObjective objective)
    {
        (_objective, _statistics) = (objective, new BatchLoss(objective));
        _loss = objective.Analytic?.Loss ?? throw new BatchException(
            $"The loss of '{objective.Descriptor.Name}' has no analytic gradient: {objective.Analytic?.Reason ?? "no generator wrote it, or it has no loss"}. Use the tensor backend.");
    }

    /// <summary>The sums over the whole batch that the losses need, one loss after another.</summary>
    /// <exception cref="BatchException">There are several parts and a loss needs the batch whole; the message says why.</exception>
    public double[] Statistics(IReadOnlyList<TensorBatch> parts) => [.. _statistics.Statistics(parts).SelectMany(stage => stage)];

    /// <summary>One part's share of the loss, and the derivative; what it gives belongs to the caller's scope.</summary>
    public AnalyticResult Run(TensorBatch part, double[] statistics)
    {
        using IDisposable noGradient = no_grad();
        return _loss(_objective, part, statistics);
    }
}
