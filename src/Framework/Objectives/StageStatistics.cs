namespace Paragon;

/// <summary>The sums over a whole batch that a stage needs before any part of the batch is computed.</summary>
public static class StageStatistics
{
    /// <summary>
    /// The stage's statistics over a batch that is given in parts, in the order of their places. They are summed in
    /// rounds, since some use others: every part is asked once in each round.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="objective">The objective that it belongs to.</param>
    /// <param name="parts">The parts, which together are the batch.</param>
    /// <exception cref="BatchException">The batch can be computed only as a whole; the message says why.</exception>
    public static double[] StatisticsOf(this Stage stage, IObjective objective, IReadOnlyList<TensorBatch> parts)
    {
        if (stage.WholeBatchReason is { } reason && parts.Count > 1)
        {
            throw new BatchException($"The formula '{stage.Name}' cannot be computed in parts: {reason}. Give it the whole batch at once.");
        }

        double[] sums = new double[stage.Statistics.Count];
        foreach (IGrouping<int, int> round in Enumerable.Range(0, sums.Length).GroupBy(i => stage.Statistics[i].Round).OrderBy(round => round.Key))
        {
            double[] known = [.. sums];
            foreach (int i in round)
            {
                sums[i] = parts.Sum(part => stage.Statistics[i].Sum(objective, part, known));
            }
        }

        return sums;
    }
}
