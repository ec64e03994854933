namespace Paragon.Training;

/// <summary>Training that cannot start or go on: says what, where, and what to do.</summary>
/// <param name="message">What was found, where, what was expected, what to do.</param>
public sealed class TrainingException(string message) : InvalidOperationException(message);
