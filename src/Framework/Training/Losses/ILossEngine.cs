namespace Paragon.Training;

/// <summary>Computes the losses and metrics of an objective on a batch in one or more parts, and the derivative by the policy's columns.</summary>
internal interface ILossEngine
{
    /// <summary>The sums over the whole batch that the losses need.</summary>
    /// <exception cref="BatchException">There are several parts and the objective needs the batch whole.</exception>
    IReadOnlyList<double[]> Statistics(IReadOnlyList<TensorBatch> parts);

    /// <summary>Computes one part; the leaves' gradients receive the derivative.</summary>
    /// <param name="part">The part.</param>
    /// <param name="columns">The policy's columns; their gradients are null before.</param>
    /// <param name="statistics">The sums over the whole batch.</param>
    /// <returns>The part's share of the loss, and whether it depends on the policy at all.</returns>
    (double Value, bool Depends) Differentiate(TensorBatch part, IReadOnlyList<PolicyColumn> columns, IReadOnlyList<double[]> statistics);

    /// <summary>The sums over the whole batch that the metrics need.</summary>
    /// <exception cref="BatchException">There are several parts and the objective needs the batch whole.</exception>
    IReadOnlyList<double[]> MetricStatistics(IReadOnlyList<TensorBatch> parts);

    /// <summary>One part's share of each metric, by name.</summary>
    /// <param name="part">The part.</param>
    /// <param name="statistics">What <see cref="MetricStatistics"/> gave.</param>
    Dictionary<string, double> Metrics(TensorBatch part, IReadOnlyList<double[]> statistics);

    /// <summary>The metrics of a whole batch, by name.</summary>
    Dictionary<string, double> Metrics(TensorBatch whole) => Metrics(whole, MetricStatistics([whole]));
}
