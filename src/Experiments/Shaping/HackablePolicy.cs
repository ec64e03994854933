using Paragon.Training;

namespace Paragon.Experiments.Shaping;

/// <summary>A Gaussian policy with one parameter and a proxy that it can hack.</summary>
internal static class HackablePolicy
{
    private const double Start = 6;
    private const double Width = 4;
    private const double Reach = 30;
    private const double KlPrice = 0.02;
    private const double LearningRate = 0.05;
    private const int BatchSize = 64;
    private const int Steps = 3000;
    private const int Duels = 2000;

    /// <summary>Trains by one shaping.</summary>
    /// <returns>The highest and the last win rate against the starting policy.</returns>
    public static (double Peak, double Final) Train(IObjective shaping, int references, int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        FusedBackend backend = new(parallel: false);
        Stage stage = shaping.Stages[0];
        double[] referenceScores = [.. Enumerable.Range(0, references).Select(_ => Proxy(Sample(Start, random)))];
        RunningStatistics seen = new();
        double[] mean = [Start], gradient = [0];
        Adam adam = new(1, LearningRate);
        double peak = 0, last = 0;
        for (int step = 1; step <= Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] actions = [.. Enumerable.Range(0, BatchSize).Select(_ => Sample(mean[0], random))];
            double[] scores = [.. actions.Select(Proxy)];
            double[] shaped = backend.Values(shaping, stage, seen.On(Batch(scores, referenceScores)));
            seen = seen.With(scores);
            double[] rewards = [.. shaped.Select((value, i) => value - (KlPrice * LogRatio(actions[i], mean[0])))];
            double average = rewards.Average(), deviation = Math.Sqrt(rewards.Sum(value => (value - average) * (value - average)) / (BatchSize - 1));
            gradient[0] = -actions.Select((action, i) => (rewards[i] - average) / (deviation + 1e-8) * (action - mean[0]) / (Width * Width)).Average();
            adam.Descend(mean, gradient);
            if (step % 50 == 0)
            {
                last = WinRate(mean[0], random);
                peak = Math.Max(peak, last);
            }
        }

        return (peak, last);
    }

    private static PackedBatch Batch(double[] scores, double[] references) => new PackedBatchBuilder()
        .Level("completion", scores.Length).Column("completion", "score", scores)
        .Level("reference", "completion", [.. Enumerable.Range(0, scores.Length * references.Length).Select(row => row / references.Length)])
        .Column("reference", "score", [.. scores.SelectMany(_ => references)])
        .Build();

    private static double Sample(double mean, Random random) => mean + (Width * random.NextGaussian());

    private static double Proxy(double action) => action / 6;

    private static double Quality(double action) => action <= Reach ? action / 6 : (Reach / 6) - (1.5 * (action - Reach) / 6);

    private static double LogRatio(double action, double mean) =>
        (((action - Start) * (action - Start)) - ((action - mean) * (action - mean))) / (2 * Width * Width);

    private static double WinRate(double mean, Random random) =>
        Enumerable.Range(0, Duels).Average(_ => Quality(Sample(mean, random)) > Quality(Sample(Start, random)) ? 1.0 : 0);
}
