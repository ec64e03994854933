namespace Paragon.Specimens.Par;

/// <summary>Mean and population variance of all rewards so far, this batch included (Welford's merge).</summary>
internal static class RunningState
{
    /// <summary>Mean of all rewards so far.</summary>
    public static Real Mean(Batch b) =>
        (b.SeenCount * b.SeenMean + b.Completions.Sum(o => o.Score)) / (b.SeenCount + b.Completions.Count());

    /// <summary>Population standard deviation of all rewards so far.</summary>
    public static Real Std(Batch b)
    {
        var mean = Mean(b);
        var moved = b.SeenCount * Square(b.SeenMean - mean);
        var deviation = b.SeenDeviation + moved + b.Completions.Sum(o => Square(o.Score - mean));
        return Sqrt(deviation / (b.SeenCount + b.Completions.Count()));
    }
}
