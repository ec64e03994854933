using Paragon.Formulas;

namespace Paragon;

/// <summary>A packed batch as the graph's evaluator reads it.</summary>
/// <param name="batch">The batch.</param>
public sealed class PackedBatchData(PackedBatch batch) : IBatchData
{
    /// <inheritdoc/>
    public int Rows(string level) => batch.Rows(level);

    /// <inheritdoc/>
    public IReadOnlyList<int> Targets(string level, string link) => batch.Link(level, link).TargetRows;

    /// <inheritdoc/>
    public IReadOnlyList<double>? Column(string level, string column) => batch.TryColumn(level, column, out double[]? values) ? values : null;
}
