namespace Paragon;

/// <summary>Computes what a loss takes as given: the rewards and advantages of its objective.</summary>
public static class Preparation
{
    /// <summary>
    /// The batch with the columns that the objective's reward and advantage formulas give, computed in the order of the
    /// source, each on the columns of those before it. An advantage of a completion is given to each of its tokens as well.
    /// </summary>
    /// <param name="backend">What computes the formulas.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="batch">A batch with what the first formulas read.</param>
    /// <param name="before">Formula before which to stop; all are computed when null.</param>
    /// <exception cref="BatchException">The batch lacks what a formula reads, or a value is not finite.</exception>
    public static PackedBatch Prepare(this IBackend backend, IObjective objective, PackedBatch batch, Stage? before = null)
    {
        foreach (Stage stage in objective.Stages.TakeWhile(stage => stage != before).Where(stage => stage.Kind is StageKind.Reward or StageKind.Advantage))
        {
            batch = Give(batch, stage, backend.Values(objective, stage, batch));
        }

        return batch;
    }

    /// <summary>The batch with the result of one reward or advantage formula.</summary>
    internal static PackedBatch Give(PackedBatch batch, Stage stage, double[] values)
    {
        batch = batch.With(stage.Level, stage.Column, values);
        if (stage is not { Kind: StageKind.Advantage, Level: "completion" } || !batch.Levels.ContainsKey("token"))
        {
            return batch;
        }

        PackedLink completion = batch.Link("token", "completion");
        double[] each = new double[batch.Rows("token")];
        for (int row = 0; row < each.Length; row++)
        {
            each[row] = values[completion.Target(row)];
        }

        return batch.With("token", stage.Column, each);
    }
}
