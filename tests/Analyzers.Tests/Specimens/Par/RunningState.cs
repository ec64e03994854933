namespace Paragon.Specimens.Par;

/// <summary>Mean and population variance of all rewards so far, this batch included (Welford's merge).</summary>
internal static class RunningState
{
    /// <summary>Mean of all rewards so far.</summary>
    public static Real Mean(Completion y) =>
        (y.SeenCount * y.SeenMean + y.Batch.Completions.Sum(o => o.Score)) / (y.SeenCount + y.Batch.Completions.Count());

    /// <summary>Population standard deviation of all rewards so far.</summary>
    public static Real Std(Completion y)
    {
        var mean = Mean(y);
        var moved = y.SeenCount * Square(y.SeenMean - mean);
        var deviation = y.SeenDeviation + moved + y.Batch.Completions.Sum(o => Square(o.Score - mean));
        return Sqrt(deviation / (y.SeenCount + y.Batch.Completions.Count()));
    }
}
