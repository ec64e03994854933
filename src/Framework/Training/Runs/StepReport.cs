namespace Paragon.Training;

/// <summary>What one step reports.</summary>
/// <param name="Step">Number of the step, from 0.</param>
/// <param name="Values">What is logged, by name, in the order to show it.</param>
/// <param name="Failures">Why rewards are missing, one entry each.</param>
public sealed record StepReport(int Step, IReadOnlyDictionary<string, double> Values, IReadOnlyList<string> Failures)
{
    /// <summary>Why the step made no update, or null where it made one.</summary>
    public string? SkippedBecause { get; private init; }

    /// <summary>A step without an update.</summary>
    internal static StepReport Skipped(int step, IReadOnlyList<string> failures, string reason) =>
        new(step, new Dictionary<string, double> { ["failed_rewards"] = failures.Count }, failures) { SkippedBecause = reason };
}
