namespace Paragon.Algorithms;

/// <summary>
/// Statistics of all scores so far, this batch included, as PAR's code merges them (Welford). They are the state of a shaping:
/// its slope is meant with the state at rest.
/// </summary>
internal static class SeenScores
{
    public static Real Mean(Completion y) => StopGradient(
        ((y.SeenCount * y.SeenMean) + y.Batch.Completions.Sum(o => o.Score)) / (y.SeenCount + y.Batch.Completions.Count()));

    public static Real PopulationStd(Completion y)
    {
        Real mean = Mean(y);
        Real moved = y.SeenCount * Square(y.SeenMean - mean);
        Real deviation = y.SeenDeviation + moved + y.Batch.Completions.Sum(o => Square(o.Score - mean));
        return StopGradient(Sqrt(deviation / (y.SeenCount + y.Batch.Completions.Count())));
    }

    public static Real Low(Completion y) => StopGradient(Min(y.SeenLow, y.Batch.Completions.Min(o => o.Score)));

    public static Real High(Completion y) => StopGradient(Max(y.SeenHigh, y.Batch.Completions.Max(o => o.Score)));
}
