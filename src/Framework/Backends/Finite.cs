namespace Paragon;

/// <summary>Stops NaN and infinity where they arise.</summary>
internal static class Finite
{
    /// <summary>The values, if all are finite.</summary>
    /// <exception cref="BatchException">One is not; the message names the stage and the row.</exception>
    public static double[] Check(IObjective objective, Stage stage, double[] values)
    {
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        return bad < 0 ? values
            : throw new BatchException($"{stage.Kind} '{stage.Name}' of {objective.Descriptor.Name} is {values[bad]} for {stage.Level} {bad}: {stage.Source.Split('\n')[0]} Look for a division by zero, a logarithm of zero or an exponential that overflows, and at the columns of that row.");
    }

    /// <summary>The gradient, if all of it is finite.</summary>
    /// <exception cref="BatchException">One entry is not; the message names the column and the row.</exception>
    public static double[] CheckGradient(IObjective objective, ColumnName column, double[] gradient)
    {
        int bad = Array.FindIndex(gradient, value => !double.IsFinite(value));
        return bad < 0 ? gradient
            : throw new BatchException($"The gradient of {objective.Descriptor.Name} by {column} is {gradient[bad]} at row {bad}, although the loss is finite. Look for a root or power at 0 or an exponential that overflows.");
    }
}
