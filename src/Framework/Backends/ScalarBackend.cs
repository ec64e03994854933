namespace Paragon;

/// <summary>The formulas as they stand, one sample at a time in double precision: the oracle. It has no gradient.</summary>
public sealed class ScalarBackend : IBackend
{
    /// <inheritdoc/>
    public string Name => "scalar";

    /// <inheritdoc/>
    public double Precision => 1e-9;

    /// <inheritdoc/>
    public double[] Values(IObjective objective, Stage stage, PackedBatch batch)
    {
        double[] values = new double[batch.Rows(stage.Level)];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = stage.Scalar(objective, batch, row);
        }

        return Finite.Check(objective, stage, values);
    }

    /// <inheritdoc/>
    public LossValue Loss(IObjective objective, PackedBatch batch) =>
        new(objective.Stages.Where(stage => stage.Kind == StageKind.Loss).Sum(stage => batch.Rows(stage.Level) > 0 ? Values(objective, stage, batch).Average() : throw BatchException.TooFew("Mean", $"the level {stage.Level}", 0, 1)), null);
}
