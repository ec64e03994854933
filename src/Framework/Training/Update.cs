namespace Paragon.Training;

/// <summary>What one update of the parameters reports.</summary>
/// <param name="Loss">The objective's loss over the batch, before the update.</param>
/// <param name="Metrics">The objective's metrics, by name.</param>
/// <param name="GradientNorm">Norm of the gradient of all parameters, before it was clipped.</param>
/// <param name="LearningRate">Learning rate of the update.</param>
/// <param name="Tokens">Completion tokens of the batch.</param>
public sealed record Update(double Loss, IReadOnlyDictionary<string, double> Metrics, double GradientNorm, double LearningRate, int Tokens);
