using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>A batch is a set of rows: how they are ordered, packed and split changes nothing.</summary>
internal static class RowLaws
{
    public static Law Permutation { get; } = new("the order of rows changes nothing", LawBatches.Random, Permuted);

    public static Law Packing { get; } = new("what is not tied by a link does not meet", LawBatches.Random, Apart);

    public static Law Splitting { get; } = new("every split into micro-batches has the same loss and gradient", LawBatches.Random, Split);

    private static string? Permuted(LawTrial trial)
    {
        BatchPart permuted = trial.Batch.Select(RowOrder.Shuffled(trial.Schema, trial.Batch, trial.Random));

        // A formula that asks for the place among all values gives each row the value of a place, not its own.
        foreach (Stage stage in trial.Objective.Stages.Where(stage => !Traversal.Sorted(stage.Graph).Any(node => node is SortNode)))
        {
            double[] expected = LawTrial.Tensor.Values(trial.Objective, stage, trial.Batch);
            double[] actual = Back(LawTrial.Tensor.Values(trial.Objective, stage, permuted.Batch), stage.Level, permuted, expected.Length);
            if (LawText.Differ(stage, "the batch", expected, "the same batch with its rows in another order", actual, LawTrial.Tolerance) is { } difference)
            {
                return difference;
            }
        }

        return trial.HasLoss ? LossesDiffer(trial, [permuted], "the same batch with its rows in another order", [LawTrial.Tensor.Loss(trial.Objective, permuted.Batch)]) : null;
    }

    private static string? Apart(LawTrial trial)
    {
        IReadOnlyList<BatchPart> parts = trial.Batch.Components();
        PackedBatch together = parts.Select(part => part.Batch).ToArray().Concatenate();
        foreach (Stage stage in trial.Objective.Stages.Where(stage => !stage.IsOfBatch && !LooksAtBatch(stage)))
        {
            double[] whole = LawTrial.Tensor.Values(trial.Objective, stage, trial.Batch);
            double[] apart = new double[whole.Length];
            foreach (BatchPart part in parts)
            {
                part.Scatter(stage.Level, LawTrial.Tensor.Values(trial.Objective, stage, part.Batch), apart);
            }

            BatchPart all = new(together, trial.Batch.Levels.Keys.ToDictionary(level => level, level => parts.SelectMany(part => part.Rows[level]).ToArray()));
            double[] again = Back(LawTrial.Tensor.Values(trial.Objective, stage, together), stage.Level, all, whole.Length);
            if ((LawText.Differ(stage, "the batch", whole, "its components, computed apart,", apart, LawTrial.Tolerance)
                ?? LawText.Differ(stage, "the batch", whole, "its components, put together again,", again, LawTrial.Tolerance)) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static string? Split(LawTrial trial)
    {
        if (!trial.HasLoss || trial.Objective.Stages.Any(stage => stage is { Kind: StageKind.Loss, WholeBatchReason: not null }))
        {
            return null;
        }

        for (int count = 2; count <= trial.Batch.Components().Count; count++)
        {
            IReadOnlyList<BatchPart> parts = trial.Batch.Split(count);
            IReadOnlyList<LossValue> losses = LawTrial.Tensor.Loss(trial.Objective, [.. parts.Select(part => part.Batch)]);
            IReadOnlyList<LossValue> fused = LawTrial.Fused.Loss(trial.Objective, [.. parts.Select(part => part.Batch)]);
            IReadOnlyList<LossValue> analytic = LawTrial.Analytic.Loss(trial.Objective, [.. parts.Select(part => part.Batch)]);
            if ((LossesDiffer(trial, parts, $"the sum over {parts.Count} micro-batches", losses)
                ?? LossesDiffer(trial, parts, $"the sum of the kernels over {parts.Count} micro-batches", fused)
                ?? LossesDiffer(trial, parts, $"the sum with its derivative in tensor operations over {parts.Count} micro-batches", analytic)) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    /// <summary>Whether the parts' losses and gradients are not those of the whole.</summary>
    private static string? LossesDiffer(LawTrial trial, IReadOnlyList<BatchPart> parts, string name, IReadOnlyList<LossValue> losses)
    {
        LossValue whole = LawTrial.Tensor.Loss(trial.Objective, trial.Batch);
        Dictionary<ColumnName, double[]> gradient = whole.Gradient!.ToDictionary(column => column.Key, column => new double[column.Value.Length]);
        foreach ((BatchPart part, LossValue loss) in parts.Zip(losses))
        {
            foreach ((ColumnName column, double[] values) in loss.Gradient!)
            {
                part.Scatter(column.Level, values, gradient[column]);
            }
        }

        return LawText.Differ("the loss", "the batch", whole.Value, name, losses.Sum(loss => loss.Value), LawTrial.Tolerance)
            ?? LawText.Differ("the batch", whole.Gradient!, name, gradient, LawTrial.Tolerance);
    }

    private static double[] Back(double[] values, string level, BatchPart part, int rows)
    {
        if (level == PackedBatch.RootLevel)
        {
            return values;
        }

        double[] back = new double[rows];
        part.Scatter(level, values, back);
        return back;
    }

    private static bool LooksAtBatch(Stage stage) => Traversal.Sorted(stage.Graph).Any(node =>
        node.Domain is { IsBatch: true }
        || node is SortNode { Family: RootLink } or RankNode { Family: RootLink } or PlacedNode { Family: RootLink } or ScanNode { Neighbour.Parent: null }
        || node.Domain is Join { Set: RootLink }
        || node is GatherNode { Link: NeighbourLink { Parent: null } });
}
