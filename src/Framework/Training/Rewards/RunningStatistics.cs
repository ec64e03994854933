namespace Paragon.Training;

/// <summary>
/// Count, mean, squared deviations, smallest and largest of all values so far, merged batch by batch (Chan et al. 1983), for shapings that
/// standardise by what was seen. A shaping reads the state before its batch as the columns `seen_*` of the completions.
/// </summary>
/// <param name="Count">How many values were seen.</param>
/// <param name="Mean">Their mean; 0 of none.</param>
/// <param name="Deviation">Sum of their squared deviations from the mean.</param>
/// <param name="Low">The smallest; <see cref="Unseen"/> before the first.</param>
/// <param name="High">The largest; -<see cref="Unseen"/> before the first.</param>
public sealed record RunningStatistics(double Count = 0, double Mean = 0, double Deviation = 0, double Low = RunningStatistics.Unseen, double High = -RunningStatistics.Unseen)
{
    /// <summary>What stands for the smallest value before the first, and its negative for the largest: PAR's code begins there.</summary>
    public const double Unseen = 10000;

    /// <summary>Population standard deviation; 0 of none.</summary>
    public double PopulationStd => Count == 0 ? 0 : Math.Sqrt(Deviation / Count);

    /// <summary>The numbers, by the column that holds each.</summary>
    internal IReadOnlyList<(string Name, double Value)> Columns => [("seen_count", Count), ("seen_mean", Mean), ("seen_deviation", Deviation), ("seen_low", Low), ("seen_high", High)];

    /// <summary>The state of which each column is known.</summary>
    internal static RunningStatistics Of(Func<string, double> column) =>
        new(column("seen_count"), column("seen_mean"), column("seen_deviation"), column("seen_low"), column("seen_high"));

    /// <summary>The state after one more batch.</summary>
    /// <exception cref="ArgumentException">A value is not finite; the message says which.</exception>
    public RunningStatistics With(IReadOnlyList<double> values)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"Value {i} of {values.Count} is {values[i]}: running statistics take finite numbers. Look at the reward model or reward function that gave it.", nameof(values));
            }
        }

        if (values.Count == 0)
        {
            return this;
        }

        double mean = values.Average(), count = Count + values.Count, difference = mean - Mean;
        return new RunningStatistics(
            count,
            Mean + (difference * values.Count / count),
            Deviation + values.Sum(value => (value - mean) * (value - mean)) + (difference * difference * Count * values.Count / count),
            Math.Min(Low, values.Min()),
            Math.Max(High, values.Max()));
    }

    /// <summary>A batch with this state on each of its completions.</summary>
    public PackedBatch On(PackedBatch batch)
    {
        foreach ((string column, double value) in Columns)
        {
            batch = batch.With("completion", column, [.. Enumerable.Repeat(value, batch.Rows("completion"))]);
        }

        return batch;
    }
}
