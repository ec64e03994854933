using System.Diagnostics;

namespace Paragon.Training;

/// <summary>Puts several updates of one step together.</summary>
internal static class Updates
{
    internal static Update Mean(IReadOnlyList<Update> updates) => updates is [Update only] ? only : new Update(
        updates.Average(update => update.Loss),
        updates[0].Metrics.Keys.ToDictionary(name => name, name => updates.Average(update => update.Metrics[name])),
        updates.Average(update => update.GradientNorm),
        updates[^1].LearningRate,
        updates.Sum(update => update.Tokens));

    /// <summary>Adds what every step logs.</summary>
    internal static void AddTo(Dictionary<string, double> values, Update update, int tokens, double seconds)
    {
        AddTo(values, update, "");
        values["tokens_per_second"] = tokens / Math.Max(seconds, 1e-9);
    }

    /// <summary>Adds what an update logs, each name with a prefix.</summary>
    internal static void AddTo(Dictionary<string, double> values, Update update, string prefix)
    {
        values[prefix + "loss"] = update.Loss;
        foreach ((string name, double value) in update.Metrics)
        {
            values[prefix + name] = value;
        }

        values[prefix + "gradient_norm"] = update.GradientNorm;
        values[prefix + "learning_rate"] = update.LearningRate;
    }
}

/// <summary>Measures one step.</summary>
internal sealed class StepClock
{
    private readonly long _start = Stopwatch.GetTimestamp();

    internal double Seconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;
}
