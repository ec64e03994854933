namespace Paragon;

/// <summary>A way to compute the formulas of an objective on a batch.</summary>
public interface IBackend
{
    /// <summary>Name in the tool: scalar, graph, tensor, tensor32.</summary>
    string Name { get; }

    /// <summary>Relative error that rounding may cause in this backend.</summary>
    double Precision { get; }

    /// <summary>The values of a stage: one for each element of its level, one alone for a stage of the whole batch.</summary>
    /// <exception cref="BatchException">The batch lacks what the formula reads, or a value is not finite; the message names the row.</exception>
    double[] Values(IObjective objective, Stage stage, PackedBatch batch);

    /// <summary>The loss of a batch: the sum of the objective's loss stages, with its gradient by every differentiable column.</summary>
    /// <exception cref="BatchException">The batch lacks what the formula reads, or a value is not finite; the message names the row.</exception>
    LossValue Loss(IObjective objective, PackedBatch batch);
}

/// <summary>A loss and its gradient.</summary>
/// <param name="Value">The loss.</param>
/// <param name="Gradient">
/// Derivative by each entry of each differentiable column that the loss reads; null from a backend that has values only.
/// </param>
public sealed record LossValue(double Value, IReadOnlyDictionary<ColumnName, double[]>? Gradient);

/// <summary>A column, by level and name.</summary>
public readonly record struct ColumnName(string Level, string Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Level}.{Column}";
}
