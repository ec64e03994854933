namespace Paragon.Training;

/// <summary>Training that cannot start or go on: says what, where, and what to do.</summary>
/// <param name="message">What was found, where, what was expected, what to do.</param>
public sealed class TrainingException(string message) : InvalidOperationException(message)
{
    /// <summary>The objective of which formulas read what a training does not make; null where that is not why.</summary>
    public string? LacksInputsOf { get; private init; }

    /// <summary>The exception for an objective that reads what a training does not make.</summary>
    internal static TrainingException Missing(IObjective objective, string reads, IReadOnlyList<string> missing, string training, IReadOnlyCollection<string> made, string hint = "")
    {
        string name = objective.Descriptor.Name;
        return new TrainingException(
            $"'{name}' {reads} {string.Join(", ", missing.Select(one => $"'{one}'"))}, which this training does not make. {training} makes: {string.Join(", ", made.DefaultIfEmpty("none"))}. 'paragon explain {name}' shows what it reads.{hint}")
        {
            LacksInputsOf = name,
        };
    }
}
